import {cleanLine} from '../people/cleanText.ts'
import {problem, type FieldProblem, type Problem} from '../problems/problem.ts'
import {assertSameSite, tenantDocumentId} from '../tenancy/documentId.ts'
import type {RuleDecision} from './commitDecision.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** Longest title of a view, in UTF-16 code units. */
export const MAX_VIEW_TITLE = 120

/** Longest reason for a lock, in UTF-16 code units. */
export const MAX_LOCK_REASON = 200

const ONLY_OWNERS = problem('view.not-owner')

/** The content of a view of the grid. */
export interface SavedViewContent {
  title: string
  /** Order, columns, density, quick filter and segment, as the grid's address carries them. */
  address: string
  /** The search text as it was typed; empty for none. */
  search: string
  /** The filter as JSON text; `null` for none. */
  definition: string | null
}

/** A view to be shared. */
export interface SharingView {
  site: string
  view: SavedViewContent
  /** Id of the user who shares it. */
  userId: string
  /** ULID that its id is made of. */
  ulid: string
}

/** The mutations of a shared view, or why it is refused. */
export type SharingDecision =
  | {ok: true; id: string; mutations: Mutation[]}
  | {ok: false; problems: FieldProblem[]}

/** Cleans the title of a view; `null` when nothing is left of it. */
export function viewTitle(title: string): string | null {
  return cleanLine(title, MAX_VIEW_TITLE) || null
}

/** Decides on sharing a view with all users of the site. */
export function shareView({site, view, userId, ulid}: SharingView): SharingDecision {
  const title = viewTitle(view.title)
  if (title === null) {
    return {ok: false, problems: [{field: 'title', ...problem('view.name-missing')}]}
  }
  const id = tenantDocumentId(site, 'view', ulid)
  const create = {
    _id: id,
    _type: 'savedView',
    site,
    title,
    address: view.address,
    ...(view.search === '' ? {} : {search: view.search}),
    ...(view.definition === null ? {} : {definition: view.definition}),
    createdBy: userId,
  }
  return {ok: true, id, mutations: [{createIfNotExists: create}]}
}

/** The attributes of a stored shared view that decisions depend on. */
export interface StoredView {
  _id: string
  _rev?: string | undefined
  createdBy?: string | null | undefined
  lock?: ViewLock | null | undefined
}

/** A lock on a shared view. */
export interface ViewLock {
  /** Id of the user who locked it. */
  by: string
  /** ISO 8601, UTC. */
  at: string
  /** Why, in that user's words; empty for no reason. */
  reason: string
}

/** Who asks for a change of a shared view. */
export interface ViewActor {
  id: string
  /** Whether that is an administrator of the site or of the network. */
  isAdmin: boolean
}

/** Whether somebody may lock and unlock a view: who shared it, and administrators. */
export function mayLockView({createdBy}: StoredView, {id, isAdmin}: ViewActor): boolean {
  return isAdmin || (id !== '' && createdBy === id)
}

/** Whether somebody may overwrite a view: everybody who may write, until it is locked. */
export function mayOverwriteView(stored: StoredView, actor: ViewActor): boolean {
  return !stored.lock || mayLockView(stored, actor)
}

function refused(found: Problem): RuleDecision {
  return {ok: false, problems: [{field: 'lock', ...found}]}
}

/**
 * Decides on overwriting a shared view, which keeps its name.
 *
 * @throws ForeignDocumentError when it belongs to another site
 */
export function overwriteView(change: {
  site: string
  stored: StoredView
  view: Omit<SavedViewContent, 'title'>
  actor: ViewActor
}): RuleDecision {
  const {site, stored, view, actor} = change
  assertSameSite(site, stored)
  if (!mayOverwriteView(stored, actor)) {
    const {reason = ''} = stored.lock ?? {}
    return refused(
      reason === '' ? problem('view.locked') : problem('view.locked-because', {reason}),
    )
  }
  const {address, search, definition} = view
  const set = {address, ...(search && {search}), ...(definition !== null && {definition})}
  const unset = [...(search ? [] : ['search']), ...(definition === null ? ['definition'] : [])]
  return {ok: true, mutations: [guardedPatch(stored, {set, ...(unset.length > 0 && {unset})})]}
}

/**
 * Decides on locking a shared view, or changing the reason of its lock.
 *
 * @throws ForeignDocumentError when it belongs to another site
 */
export function lockView(change: {
  site: string
  stored: StoredView
  actor: ViewActor
  reason: string
  /** ISO 8601, UTC. */
  now: string
}): RuleDecision {
  const {site, stored, actor, now} = change
  assertSameSite(site, stored)
  if (!mayLockView(stored, actor)) return refused(ONLY_OWNERS)
  const reason = cleanLine(change.reason, MAX_LOCK_REASON)
  const lock: ViewLock = {by: actor.id, at: now, reason}
  return {ok: true, mutations: [guardedPatch(stored, {set: {lock}})]}
}

/**
 * Decides on unlocking a shared view.
 *
 * @throws ForeignDocumentError when it belongs to another site
 */
export function unlockView(change: {
  site: string
  stored: StoredView
  actor: ViewActor
}): RuleDecision {
  const {site, stored, actor} = change
  assertSameSite(site, stored)
  if (!mayLockView(stored, actor)) return refused(ONLY_OWNERS)
  const mutations = stored.lock ? [guardedPatch(stored, {unset: ['lock']})] : []
  return {ok: true, mutations}
}

/**
 * Decides on deleting a shared view.
 *
 * @throws ForeignDocumentError when it belongs to another site
 */
export function deleteView({site, id}: {site: string; id: string}): Mutation[] {
  assertSameSite(site, {_id: id})
  return [{delete: {id}}]
}
