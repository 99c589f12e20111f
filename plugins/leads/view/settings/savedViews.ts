import {z} from 'zod'
import {parseAudience} from '../../../../core/audience/parseAudience.ts'
import type {SavedViewContent, StoredView} from '../../../../core/changes/savedViews.ts'
import {formatAddress, parseAddress, type GridAddress} from '../address/gridAddress.ts'
import type {FilterState} from './filterStates.ts'

/** A view of the grid with a name. */
export interface SavedView {
  id: string
  title: string
  /** Whether the site's users share it. */
  isShared: boolean
  /** Without an id of the filter, which is in `filter`. */
  address: GridAddress
  filter: FilterState
  /** The shared view's document, as the rules of changes need it; `null` for a personal view. */
  stored: StoredView | null
}

/** Most personal views of a user on a site. */
export const MAX_PERSONAL_VIEWS = 50

/** Storage key of a user's personal views. */
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

function viewOf(content: z.infer<typeof storedSchema>, stored: StoredView | null): SavedView {
  const {id, title, address, search, definition} = content
  return {
    id,
    title,
    isShared: stored !== null,
    stored,
    address: {
      ...parseAddress([...new URLSearchParams(address)]),
      listId: null,
      filterId: null,
      savedId: null,
    },
    filter: {
      search: search ?? '',
      audience: definition ? parseAudience(definition).definition : null,
    },
  }
}

/** Parses stored personal views. */
export function readPersonalViews(stored: unknown): SavedView[] {
  return z
    .array(storedSchema)
    .catch([])
    .parse(stored ?? [])
    .map((view) => viewOf(view, null))
}

/** Parses shared views; leaves out invalid documents. */
export function readSharedViews(documents: unknown): SavedView[] {
  return z
    .array(z.unknown())
    .parse(documents)
    .flatMap((document) => {
      const parsed = documentSchema.safeParse(document)
      if (!parsed.success) return []
      const {_id, _rev, createdBy, lock, ...content} = parsed.data
      return [viewOf({...content, id: _id}, {_id, _rev, createdBy, lock})]
    })
}

/** The content of a personal or shared view. */
export function viewContent(
  title: string,
  address: GridAddress,
  filter: FilterState,
): SavedViewContent {
  const plain = {...address, listId: null, filterId: null, savedId: null}
  return {
    title,
    address: new URLSearchParams(formatAddress(plain)).toString(),
    search: filter.search,
    definition: filter.audience && JSON.stringify(filter.audience),
  }
}

/** Formats personal views for storage. */
export function storedViews(views: readonly SavedView[]): Record<string, string | null>[] {
  return views
    .slice(0, MAX_PERSONAL_VIEWS)
    .map(({id, title, address, filter}) => ({id, ...viewContent(title, address, filter)}))
}
