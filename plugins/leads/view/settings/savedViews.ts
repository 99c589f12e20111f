import {z} from 'zod'
import {parseAudience} from '../../../../core/audience/parseAudience.ts'
import type {SavedViewContent, StoredView} from '../../../../core/changes/savedViews.ts'
import {formatAddress, parseAddress, type GridAddress} from '../address/gridAddress.ts'
import type {FilterState} from './filterStates.ts'

/** A view of the grid under a name. */
export interface SavedView {
  id: string
  title: string
  /** Whether colleagues have it too. */
  isShared: boolean
  /** Without what names the filter: that is in `filter`. */
  address: GridAddress
  filter: FilterState
  /** What changes of a shared view are decided on; `null` for one's own. */
  stored: StoredView | null
}

/** Most views that one user keeps for a site. */
export const MAX_PERSONAL_VIEWS = 50

/** The key that a user's own views are kept under. */
export function personalViewsKey(site: string): string {
  return `leads.views.${site}`
}

const storedSchema = z.object({
  id: z.string(),
  title: z.string().min(1),
  address: z.string(),
  search: z.string().nullish(),
  definition: z.string().nullish(),
})

const lockSchema = z.object({
  by: z.string().catch(''),
  at: z.string().catch(''),
  reason: z.string().catch(''),
})

const documentSchema = storedSchema.omit({id: true}).extend({
  _id: z.string(),
  _rev: z.string().optional(),
  createdBy: z.string().nullish().catch(null),
  lock: lockSchema.nullish(),
})

function viewOf(kept: z.infer<typeof storedSchema>, stored: StoredView | null): SavedView {
  const {id, title, address, search, definition} = kept
  return {
    id,
    title,
    isShared: stored !== null,
    stored,
    address: {
      ...parseAddress([...new URLSearchParams(address)]),
      filterId: null,
      savedId: null,
    },
    filter: {
      search: search ?? '',
      audience: definition ? parseAudience(definition).definition : null,
    },
  }
}

/** Reads the views that a user keeps. */
export function readPersonalViews(stored: unknown): SavedView[] {
  return z
    .array(storedSchema)
    .catch([])
    .parse(stored ?? [])
    .map((view) => viewOf(view, null))
}

/** Reads the views that the site's users share; documents that are none are left out. */
export function readSharedViews(documents: unknown): SavedView[] {
  return z
    .array(z.unknown())
    .parse(documents)
    .flatMap((document) => {
      const parsed = documentSchema.safeParse(document)
      if (!parsed.success) return []
      const {_id, _rev, createdBy, lock, ...kept} = parsed.data
      return [viewOf({...kept, id: _id}, {_id, _rev, createdBy, lock})]
    })
}

/** What is written of a view, wherever it is kept. */
export function viewContent(
  title: string,
  address: GridAddress,
  filter: FilterState,
): SavedViewContent {
  const plain = {...address, filterId: null, savedId: null}
  return {
    title,
    address: new URLSearchParams(formatAddress(plain)).toString(),
    search: filter.search,
    definition: filter.audience && JSON.stringify(filter.audience),
  }
}

/** What the key-value store is given. */
export function storedViews(views: readonly SavedView[]): Record<string, string | null>[] {
  return views
    .slice(0, MAX_PERSONAL_VIEWS)
    .map(({id, title, address, filter}) => ({id, ...viewContent(title, address, filter)}))
}
