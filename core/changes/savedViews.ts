import type {FieldProblem} from '../envelope/envelope.ts'
import {cleanLine} from '../people/cleanText.ts'
import {assertSameSite} from '../tenancy/assertSameSite.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import type {Mutation} from './mutation.ts'

/** Longest title of a view, in UTF-16 code units. */
export const MAX_VIEW_TITLE = 120

/** What a view of the grid consists of. */
export interface SavedViewContent {
  title: string
  /** Order, columns, density, quick filter and segment, as the grid's address carries them. */
  address: string
  /** What is searched for, as it was typed; empty for nothing. */
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

/** What to write for it, or why it cannot be shared. */
export type SharingDecision =
  | {ok: true; id: string; mutations: Mutation[]}
  | {ok: false; problems: FieldProblem[]}

/** Cleans the title of a view; `null` when nothing is left of it. */
export function viewTitle(title: string): string | null {
  return cleanLine(title, MAX_VIEW_TITLE) || null
}

/** Decides on sharing a view with everybody who may see the site's leads. */
export function shareView({site, view, userId, ulid}: SharingView): SharingDecision {
  const title = viewTitle(view.title)
  if (title === null) {
    return {ok: false, problems: [{field: 'title', reason: 'Give the view a name.'}]}
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

/**
 * Decides on taking a shared view away.
 *
 * @throws ForeignDocumentError when it belongs to another site
 */
export function deleteView({site, id}: {site: string; id: string}): Mutation[] {
  assertSameSite(site, {_id: id})
  return [{delete: {id}}]
}
