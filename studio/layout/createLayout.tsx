import {useContext, useEffect, useMemo, useState, type ReactNode} from 'react'
import {
  type LayoutProps,
  useCurrentUser,
  useDocumentPreviewStore,
  useFeatureEnabled,
  useTranslation,
} from 'sanity'
import {CommentsUpsellContext} from 'sanity/_singletons'
import {useRouter} from 'sanity/router'
import type {Site} from '../../core/sanity.types.generated.ts'
import {LoadingState} from '../../plugins/ui/LoadingState.tsx'
import {SiteProvider} from '../../plugins/ui/siteContext.tsx'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {isSite} from '../registry/loadRegistry.ts'
import {noteRecentSite} from '../registry/recentSites.ts'
import {useCustomFieldRecords} from './useCustomFieldRecords.ts'
import {ClosedWorkspace, NoSites} from '../start/startPages.tsx'
import type {WorkspacePlan} from '../workspaces/planWorkspaces.ts'
import {decideRestart, noteRestart} from './restart.ts'

/**
 * The layout of a workspace. It is drawn for signed-in users only, so this is the place to notice that
 * the workspaces were chosen before sign-in or for another user, and to reload the page.
 *
 * @param builtFor - id of the user the workspaces were chosen for; `null` for nobody
 * @param asked - address that the page was opened with, from the path on
 */
export function createLayout(plan: WorkspacePlan, builtFor: string | null, asked: string) {
  return function WorkspaceLayout(props: LayoutProps) {
    const userId = useCurrentUser()?.id ?? null
    const [decided, setDecided] = useState({
      userId,
      restart: decideRestart(window.sessionStorage, builtFor, userId),
    })
    if (decided.userId !== userId) {
      setDecided({userId, restart: decideRestart(window.sessionStorage, builtFor, userId)})
    }
    useEffect(() => {
      noteRestart(window.sessionStorage, decided.restart, decided.userId)
      if (decided.restart !== 'needed') return
      // The Studio already moved from the address that was asked for to the placeholder's own tool.
      if (plan.kind === 'placeholder') window.location.replace(asked)
      else window.location.reload()
    }, [decided])

    if (decided.restart === 'needed') return <Preparing />
    if (plan.kind === 'placeholder') {
      return <PlaceholderLayout asked={asked} isClosed={plan.problem.kind === 'closed'} />
    }
    return (
      <WhenSettled>
        {plan.kind === 'site' ? (
          <SiteLayout site={plan.site} layout={props} />
        ) : (
          props.renderDefault(props)
        )}
      </WhenSettled>
    )
  }
}

/** Says why there is no workspace, at the address that was asked for. */
function PlaceholderLayout(props: {asked: string; isClosed: boolean}) {
  const {asked, isClosed} = props
  // Draws this again after the Studio moved to the placeholder's own tool, which nobody asked for.
  useRouter()
  useEffect(() => window.history.replaceState(window.history.state, '', asked))
  return isClosed ? <ClosedWorkspace /> : <NoSites />
}

function SiteLayout(props: {site: Site; layout: LayoutProps}) {
  const {site, layout} = props
  const document = useLiveSite(site)
  const customFields = useCustomFieldRecords(site.key)
  const whole = useMemo(() => customFields && {...document, customFields}, [document, customFields])
  useEffect(() => noteRecentSite(window, site.key), [site.key])
  if (!whole) return <Preparing />
  return (
    <SiteProvider site={site.key} document={whole}>
      {layout.renderDefault(layout)}
    </SiteProvider>
  )
}

/**
 * A site's registry document, kept up to date. It shares the Studio's own listener for previews, so
 * it costs no connection of its own.
 *
 * @param loaded - the document as it was when the Studio started; shown until something newer comes
 */
function useLiveSite(loaded: Site): Site {
  const store = useDocumentPreviewStore()
  const [document, setDocument] = useState(loaded)
  useEffect(() => {
    const subscription = store.unstable_observeDocument(loaded._id).subscribe({
      next: (value) => {
        if (isSite(value)) setDocument(value)
      },
      // The document that is known stays on show; the Studio itself reports lost connections.
      error: () => undefined,
    })
    return () => subscription.unsubscribe()
  }, [store, loaded._id])
  return document
}

/** How long the Studio waits to learn the project's features before it opens all the same. */
const FEATURES_TIMEOUT_MS = 5000

/**
 * Draws its children once the layout around them is final. The Studio's comments plugin, which draws this
 * layout, wraps it only after it learned that a project has no comments, and React then mounts everything
 * in it anew: an open tool would lose its state and ask for its data twice.
 */
function WhenSettled({children}: {children: ReactNode}) {
  const {enabled, isLoading} = useFeatureEnabled('studioComments')
  const isWrapped = useContext(CommentsUpsellContext) !== null
  const [isWaiting, setIsWaiting] = useState(true)
  useEffect(() => {
    const timer = window.setTimeout(() => setIsWaiting(false), FEATURES_TIMEOUT_MS)
    return () => window.clearTimeout(timer)
  }, [])
  const isSettled = !isLoading && (enabled || isWrapped)
  return !isSettled && isWaiting ? <Preparing /> : children
}

/** A component of its own, so that only those who see it wait for its strings to load. */
function Preparing() {
  const {t} = useTranslation(studioLocaleNamespace)
  return <LoadingState label={t('start.preparing')} />
}
