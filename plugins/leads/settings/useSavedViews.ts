import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {firstValueFrom} from 'rxjs'
import {useCurrentUser, useKeyValueStore} from 'sanity'
import {ulid} from 'ulid'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {deleteView, shareView, viewTitle} from '../../../core/changes/savedViews.ts'
import type {GridAddress} from '../address/gridAddress.ts'
import {LeadChangeError} from '../changes/leadWrites.ts'
import type {FilterState} from './filterStates.ts'
import {
  personalViewsKey,
  readPersonalViews,
  readSharedViews,
  storedViews,
  viewContent,
  type SavedView,
} from './savedViews.ts'

const sharedViewsQuery = defineQuery(
  '*[_type == "savedView" && site == $site] | order(_id asc)[0...200]{_id, title, address, search, definition}',
)

/** The views there are, and how to keep and forget them. */
export interface SavedViews {
  views: readonly SavedView[]
  isLoading: boolean
  error: Error | null
  /** @throws LeadChangeError or the client's error when it was not kept */
  save: (view: {
    title: string
    isShared: boolean
    address: GridAddress
    filter: FilterState
  }) => Promise<string>
  /** @throws the client's error when it was not taken away */
  remove: (view: SavedView) => Promise<void>
}

/**
 * The user's own views, from the Studio's key-value store, and those that the site's users share.
 *
 * @param isAsked - whether anybody wants to see them
 */
export function useSavedViews(client: SanityClient, site: string, isAsked: boolean): SavedViews {
  const store = useKeyValueStore()
  const user = useCurrentUser()
  const queryClient = useQueryClient()
  const queryKey = ['leads', 'views', site]
  const key = personalViewsKey(site)
  const query = useQuery({
    queryKey,
    queryFn: async ({signal}): Promise<SavedView[]> => {
      const options = {perspective: 'raw', signal, tag: 'leads.views.list'} as const
      const [shared, personal] = await Promise.all([
        client.fetch(sharedViewsQuery, {site}, options),
        firstValueFrom(store.getKey(key)),
      ])
      const views = [...readPersonalViews(personal), ...readSharedViews(shared)]
      return views.toSorted((a, b) => a.title.localeCompare(b.title))
    },
    enabled: isAsked,
    retry: false,
  })
  const commit = (mutations: Mutation[], tag: string) =>
    client.mutate(mutations, {returnDocuments: false, tag, visibility: 'sync'})
  const keep = async (change: (views: SavedView[]) => SavedView[]) => {
    const before = readPersonalViews(await firstValueFrom(store.getKey(key)))
    await store.setKey(key, storedViews(change(before)))
  }
  return {
    views: query.data ?? [],
    isLoading: query.isPending,
    error: query.error,
    save: async ({title: typed, isShared, address, filter}) => {
      const title = viewTitle(typed)
      if (title === null) throw new LeadChangeError('Give the view a name.')
      const name = ulid()
      let id = name
      if (isShared) {
        const view = viewContent(title, address, filter)
        const decision = shareView({site, view, userId: user?.id ?? '', ulid: name})
        if (!decision.ok) throw new LeadChangeError(decision.problems[0]?.reason ?? '')
        await commit(decision.mutations, 'leads.views.share')
        id = decision.id
      } else {
        await keep((views) => [{id, title, isShared, address, filter}, ...views])
      }
      await queryClient.invalidateQueries({queryKey})
      return id
    },
    remove: async (view) => {
      if (view.isShared) await commit(deleteView({site, id: view.id}), 'leads.views.delete')
      else await keep((views) => views.filter(({id}) => id !== view.id))
      await queryClient.invalidateQueries({queryKey})
    },
  }
}
