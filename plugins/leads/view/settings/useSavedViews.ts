import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {firstValueFrom} from 'rxjs'
import {useCurrentUser, useKeyValueStore} from 'sanity'
import {ulid} from 'ulid'
import {commitOnce, committer, type RuleDecision} from '../../../../core/changes/commitDecision.ts'
import type {Mutation} from '../../../../core/changes/mutation.ts'
import {
  deleteView,
  lockView,
  overwriteView,
  shareView,
  unlockView,
  viewTitle,
  type ViewActor,
} from '../../../../core/changes/savedViews.ts'
import {problem} from '../../../../core/problems/problem.ts'
import {parseRoleName} from '../../../../core/tenancy/roles.ts'
import {ChangeError, changeError} from '../../../ui/changeStore.ts'
import type {GridAddress} from '../address/gridAddress.ts'
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
  '*[_type == "savedView" && site == $site] | order(_id asc)[0...200]{_id, _rev, title, address, search, definition, createdBy, lock}',
)

/** The saved views, and how to change them. */
export interface SavedViews {
  views: readonly SavedView[]
  isLoading: boolean
  error: Error | null
  /** @throws ChangeError or the client's error when it was not saved */
  save: (view: {
    title: string
    isShared: boolean
    address: GridAddress
    filter: FilterState
  }) => Promise<string>
  /**
   * Replaces a view's content, but not its name.
   *
   * @throws ChangeError or the client's error when it was not overwritten
   */
  overwrite: (view: SavedView, shown: {address: GridAddress; filter: FilterState}) => Promise<void>
  /** @throws ChangeError or the client's error when it was not locked */
  lock: (view: SavedView, reason: string) => Promise<void>
  /** @throws ChangeError or the client's error when it was not unlocked */
  unlock: (view: SavedView) => Promise<void>
  /** The current user, as the rules of shared views need it. */
  actor: ViewActor
  /** @throws the client's error when it was not deleted */
  remove: (view: SavedView) => Promise<void>
}

/**
 * The user's personal views from the Studio's key-value store, and the site's shared views.
 *
 * @param isAsked - whether to read them
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
    commitOnce(committer(client, tag, 'sync'), mutations)
  const decide = async (decision: RuleDecision, tag: string) => {
    if (!decision.ok) throw new ChangeError(decision.problems)
    if (decision.mutations.length > 0) await commit(decision.mutations, tag)
  }
  const roles = (user?.roles ?? []).flatMap((role) => parseRoleName(role.name) ?? [])
  const actor: ViewActor = {
    id: user?.id ?? '',
    isAdmin: roles.some(
      (role) => role.kind === 'superadmin' || (role.site === site && role.role === 'admin'),
    ),
  }
  const changePersonal = async (change: (views: SavedView[]) => SavedView[]) => {
    const before = readPersonalViews(await firstValueFrom(store.getKey(key)))
    await store.setKey(key, storedViews(change(before)))
  }
  return {
    actor,
    views: query.data ?? [],
    isLoading: query.isPending,
    error: query.error,
    save: async ({title: typed, isShared, address, filter}) => {
      const title = viewTitle(typed)
      if (title === null) throw changeError(problem('view.name-missing'))
      const name = ulid()
      let id = name
      if (isShared) {
        const view = viewContent(title, address, filter)
        const decision = shareView({site, view, userId: user?.id ?? '', ulid: name})
        if (!decision.ok) throw new ChangeError(decision.problems)
        await commit(decision.mutations, 'leads.views.share')
        id = decision.id
      } else {
        await changePersonal((views) => [
          {id, title, isShared, stored: null, address, filter},
          ...views,
        ])
      }
      await queryClient.invalidateQueries({queryKey})
      return id
    },
    overwrite: async (view, {address, filter}) => {
      const {stored} = view
      if (stored) {
        const {title: _, ...content} = viewContent(view.title, address, filter)
        await decide(overwriteView({site, stored, view: content, actor}), 'leads.views.overwrite')
      } else {
        await changePersonal((views) =>
          views.map((each) => (each.id === view.id ? {...each, address, filter} : each)),
        )
      }
      await queryClient.invalidateQueries({queryKey})
    },
    lock: async ({stored}, reason) => {
      if (!stored) return
      const now = new Date().toISOString()
      await decide(lockView({site, stored, actor, reason, now}), 'leads.views.lock')
      await queryClient.invalidateQueries({queryKey})
    },
    unlock: async ({stored}) => {
      if (!stored) return
      await decide(unlockView({site, stored, actor}), 'leads.views.unlock')
      await queryClient.invalidateQueries({queryKey})
    },
    remove: async (view) => {
      if (view.isShared) await commit(deleteView({site, id: view.id}), 'leads.views.delete')
      else await changePersonal((views) => views.filter(({id}) => id !== view.id))
      await queryClient.invalidateQueries({queryKey})
    },
  }
}
