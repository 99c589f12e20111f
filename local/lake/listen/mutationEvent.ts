import type {LakeChange} from '../types.ts'
import type {VisibleChange} from './visibleChange.ts'
import {wireEffects} from './wireEffects.ts'

/** How a change moves a document in or out of what a listener listens to. */
export type Transition = 'appear' | 'update' | 'disappear'

/** Which parts of a change a listener asked for. */
export interface EventFormat {
  includeResult: boolean
  includePreviousRevision: boolean
  includeMutations: boolean
  /** Mendoza effects. */
  includeEffects: boolean
}

/** Where an event stands among those that its transaction sends to one listener. */
export interface EventPosition {
  total: number
  /** From 1. */
  current: number
}

/** The transition of a document that matched, or did not, before and after; `null` for neither. */
export function transitionOf(before: boolean, after: boolean): Transition | null {
  if (before) return after ? 'update' : 'disappear'
  return after ? 'appear' : null
}

/**
 * The data of a `mutation` event as JSON. `resultRev` stands on deletions too: listeners chain
 * events by it. Whatever this lake commits is visible to queries at once, and `visibility` says so.
 */
export function mutationEvent(
  change: LakeChange,
  visible: VisibleChange,
  transition: Transition,
  format: EventFormat,
  position: EventPosition,
): string {
  return JSON.stringify({
    eventId: `${change.transactionId}#${change.documentId}`,
    documentId: change.documentId,
    transactionId: change.transactionId,
    transition,
    identity: change.identity,
    ...(format.includeMutations ? {mutations: visible.mutations} : {}),
    ...(format.includeEffects ? {effects: wireEffects(visible.before, visible.after)} : {}),
    ...(visible.before ? {previousRev: visible.before._rev} : {}),
    resultRev: visible.after?._rev ?? change.transactionId,
    ...(format.includePreviousRevision ? {previous: visible.before} : {}),
    ...(format.includeResult && visible.after ? {result: visible.after} : {}),
    timestamp: change.timestamp,
    visibility: 'query',
    transactionTotalEvents: position.total,
    transactionCurrentEvent: position.current,
  })
}
