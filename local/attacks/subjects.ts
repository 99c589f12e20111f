import {importPlacesId, placesId} from '../../core/leads/planPlaces.ts'
import {DOCUMENT_KINDS, KINDS, type DocumentKind} from '../../core/tenancy/kinds.ts'
import {HOME, OTHER} from './callers.ts'

/** Where the documents of attempts are. */
export type Place = 'home' | 'other' | 'network' | 'odd'

/** A target of attempts: documents with one kind of id. */
export interface Subject {
  name: string
  place: Place
  /** The kind of the document; for odd ids the kind that it pretends. */
  kind: DocumentKind
  /** The id with the number of an attempt; the same for all where there can be one document only. */
  idOf: (number: number) => string
  /** Whether there is one document only. */
  isSingle: boolean
  /** Id of the document that is there before anything is tried, where attempts may not make one. */
  standing?: string
  /** Whether the store refuses the id itself. */
  isMalformed?: boolean
}

function segment(number: number): string {
  return `A${String(number).padStart(25, '0')}`
}

function subjectOf(site: string, kind: DocumentKind, pattern: string): Subject {
  const prefix = `${site}.${kind}.`
  const isSingle = !pattern.includes('*')
  const isEvent = kind === 'audit'
  return {
    name: `${site}.${kind}.${pattern}`,
    place: site === HOME ? 'home' : 'other',
    kind,
    isSingle,
    idOf: (number) =>
      isEvent
        ? `${prefix}9${String(number).padStart(11, '0')}`
        : prefix + pattern.replaceAll('*', segment(number)),
    // An event beside the chain would break it.
    ...(isEvent ? {standing: `${prefix}000000000001`} : {}),
  }
}

function single(place: Place, kind: DocumentKind, id: string): Subject {
  return {name: id, place, kind, idOf: () => id, isSingle: true}
}

/** A document that exists, and without which nothing works. */
function standing(place: Place, kind: DocumentKind, id: string): Subject {
  return {...single(place, kind, id), standing: id}
}

function many(kind: DocumentKind, pattern: string): Subject {
  const idOf = (number: number): string => pattern.replaceAll('*', segment(number))
  return {name: pattern, place: 'odd', kind, idOf, isSingle: false}
}

function malformed(kind: DocumentKind, id: string): Subject {
  return {...single('odd', kind, id), isMalformed: true}
}

function subjectsAt(site: string): Subject[] {
  return DOCUMENT_KINDS.flatMap((kind) =>
    KINDS[kind].keys.map((pattern) => subjectOf(site, kind, pattern)),
  )
}

/** Documents of the network, and of the registry. */
const NETWORK: readonly Subject[] = [
  standing('network', 'audit', 'network.audit.000000000001'),
  single('network', 'head', 'network.head.trail'),
  single('network', 'pending', 'network.pending.trail'),
  standing('network', 'lead', 'network.lease.trail'),
  single('network', 'lead', 'network.lease.turn'),
  // Places of the plans of sites, and of one import.
  single('network', 'lead', placesId(HOME)),
  single('network', 'lead', placesId(OTHER)),
  {...many('lead', importPlacesId(HOME, '*')), place: 'network'},
  single('network', 'list', 'network.settings'),
  standing('network', 'list', `site.${HOME}`),
  standing('network', 'list', `site.${OTHER}`),
  single('network', 'list', 'site.attacked'),
]

/** Ids of no kind, and ids that look like those of a kind. */
const ODD: readonly Subject[] = [
  many('lead', `drafts.${HOME}.lead.*`),
  many('lead', `versions.r1.${HOME}.lead.*`),
  many('lead', `drafts.drafts.${HOME}.lead.*`),
  many('lead', `${HOME}.lead.*.more`),
  many('lead', `${HOME}.lease.places.*`),
  many('lead', `${HOME}.network.lease.places.*`),
  many('lead', `${HOME}.unknown.*`),
  many('lead', `${HOME}.Lead.*`),
  many('lead', `${HOME}metaphor.lead.*`),
  many('lead', `${HOME.toUpperCase()}.lead.*`),
  many('lead', `x${HOME}.lead.*`),
  many('lead', `${OTHER}.${HOME}.lead.*`),
  many('lead', `system.${HOME}.lead.*`),
  many('activity', `${HOME}.activity.*`),
  many('activity', `${HOME}.activity.*.*.*`),
  many('bulk', `${HOME}.bulk.delete.*.more`),
  many('bulk', `${HOME}.bulk.Delete.*`),
  many('chunk', `${HOME}.chunk.*`),
  many('chunk', `${HOME}.chunk.page.*`),
  many('chunk', `${HOME}.chunk.other.*.*`),
  many('rule', `${HOME}.rule.*`),
  many('pending', `${HOME}.pending.*`),
  many('head', `${HOME}.head.*`),
  many('consent', `${HOME}.consent.*`),
  many('list', `site.${HOME}.*`),
  many('list', `_.groups.*`),
  many('list', `_.releases.*`),
  single('odd', 'lead', HOME),
  single('odd', 'lead', `${HOME}.lead`),
  malformed('lead', `${HOME}..lead.x`),
  malformed('lead', `.${HOME}.lead.x`),
  malformed('lead', `${HOME}.lead.-x`),
  malformed('lead', `${HOME}.lead.é`),
  malformed('lead', `${HOME}.lead.a b`),
  malformed('lead', `${HOME}.lead.${'x'.repeat(128)}`),
]

/** All targets. */
export const SUBJECTS: readonly Subject[] = [
  ...subjectsAt(HOME),
  ...subjectsAt(OTHER),
  ...NETWORK,
  ...ODD,
]
