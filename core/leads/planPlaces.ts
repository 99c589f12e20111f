import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {sha256Hex} from '../crypto/sha256Hex.ts'
import type {Stored} from '../documents/stored.ts'
import {problem, type Problem} from '../problems/problem.ts'
import type {PlanPlaces} from '../sanity.types.generated.ts'
import {planProblem, roomFor} from './planLimit.ts'

/** What core reads of a `planPlaces` document. */
export type PlacesRecord = Stored<PlanPlaces>

/**
 * Id of the document that lists which places of a site's plan are taken and may not be leads yet. Who takes
 * one guards the transaction by its revision, so that nobody takes a place twice.
 */
export function placesId(site: string): string {
  return `network.lease.places.${site}`
}

/** Id of the document of an import's places. */
export function importPlacesId(site: string, ulid: string): string {
  return `${placesId(site)}.${ulid}`
}

/** What one query sees of a site: it may not see the newest writes. */
export interface SeenPlaces {
  /** Leads, without those that are to be filed. */
  leads: number
  /** How many leads imports have made of their places, by the id of the document. */
  written: ReadonlyMap<string, number>
  /** Ids of leads that it sees, and of those that are gone. */
  filed: ReadonlySet<string>
}

/** What is known of a site's places. All but `seen` is read by ids. */
export interface KnownPlaces {
  site: string
  /** `planLimit` of the site. */
  limit: number
  /** See {@link placesId}; `null` before the first place is taken. */
  list: PlacesRecord | null
  /** The documents of the imports that the list names. */
  imports: readonly PlacesRecord[]
  /** Ids of imports that have ended, by their documents, which their authors may write. */
  ended: ReadonlySet<string>
  seen: SeenPlaces
}

/** Places that are taken, or why they are not. */
export type PlacesDecision =
  | {kind: 'taken'; mutations: Mutation[]}
  | {kind: 'refused'; mutations: []; problem: Problem}

function seenOf({_id}: PlacesRecord, {written}: SeenPlaces): number {
  return written.get(_id) ?? 0
}

/** Whether an import has ended and a query sees all leads that it made: the rest of its places is free. */
function isSettled(places: PlacesRecord, {ended, seen}: KnownPlaces): boolean {
  return ended.has(places.importId ?? '') && (places.written ?? 0) <= seenOf(places, seen)
}

/** Takes back what is left of an import's places, unless it has made another lead meanwhile. */
function settle(places: PlacesRecord): Mutation[] {
  const {_id, written = 0} = places
  return [guardedPatch(places, {set: {places: written}}), {delete: {id: _id}}]
}

function leadEntry(id: string) {
  return {_key: sha256Hex(id).slice(0, 12), id}
}

interface Taking {
  imports?: readonly string[]
  leads?: readonly string[]
  mutations: readonly Mutation[]
}

/** Decides whether so many leads fit beside those that there are and those that are to come. */
function take(known: KnownPlaces, adding: number, taking: Taking): PlacesDecision {
  const {site, limit, list, imports, seen} = known
  const open = imports.filter((each) => !isSettled(each, known))
  const coming = (list?.leads ?? []).flatMap(({id}) => (id && !seen.filed.has(id) ? [id] : []))
  const ofImports = open.reduce(
    (sum, each) => sum + Math.max(0, (each.places ?? 0) - seenOf(each, seen)),
    0,
  )
  const count = seen.leads + coming.length + ofImports
  const full = planProblem(limit, count, adding)
  if (full) {
    const others = roomFor(limit, seen.leads + coming.length)
    const isForNow = others >= adding
    return {
      kind: 'refused',
      mutations: [],
      problem: isForNow
        ? problem('plan.taken', {limit, count: seen.leads, places: ofImports})
        : {code: full.code, ...(full.values ? {values: full.values} : {})},
    }
  }
  const set = {
    imports: [...open.map(({_id}) => _id), ...(taking.imports ?? [])],
    leads: [...coming, ...(taking.leads ?? [])].map(leadEntry),
  }
  const _id = placesId(site)
  return {
    kind: 'taken',
    mutations: [
      list ? guardedPatch(list, {set}) : {create: {_id, _type: 'planPlaces', ...set}},
      ...imports.filter((each) => isSettled(each, known)).flatMap(settle),
      ...taking.mutations,
    ],
  }
}

/** The places that an import takes. */
export interface ImportTaking {
  importId: string
  ulid: string
  /** Most leads that it may still make. */
  places: number
  /** Whether any of its rows may be about a new person; otherwise those that its check found to be. */
  isForAnyRow: boolean
}

/**
 * Takes places for an import before its first row is written: all that it may need, or none. It gives back what
 * it did not use once it has ended.
 */
export function takeForImport(
  known: KnownPlaces,
  {importId, ulid, places, isForAnyRow}: ImportTaking,
): PlacesDecision {
  const _id = importPlacesId(known.site, ulid)
  const document = {_id, _type: 'planPlaces', importId, places, isForAnyRow, written: 0}
  return take(known, places, {imports: [_id], mutations: [{create: document}]})
}

/**
 * Takes the place of a lead that was added by hand. The mutations belong into the transaction that files it.
 *
 * @param leadId - under which it is filed
 */
export function takeForLead(known: KnownPlaces, leadId: string): PlacesDecision {
  return take(known, 1, {leads: [leadId], mutations: []})
}

/** Counts leads that an import has made; belongs into the transaction that makes them. */
export function countMade(placesOfImport: string, made: number): Mutation[] {
  return made === 0 ? [] : [{patch: {id: placesOfImport, inc: {written: made}}}]
}
