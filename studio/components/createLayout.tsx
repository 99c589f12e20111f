import {useEffect, useState} from 'react'
import {useCurrentUser, useFeatureEnabled, useTranslation, type LayoutProps} from 'sanity'
import {LoadingState} from '../../plugins/ui/LoadingState.tsx'
import {SiteProvider} from '../../plugins/ui/siteContext.tsx'
import type {Site} from '../../core/sanity.types.generated.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {noteRecentSite} from '../registry/recentSites.ts'
import type {WorkspacePlan} from '../workspaces/planWorkspaces.ts'
import {ClosedWorkspace} from './ClosedWorkspace.tsx'
import {NoSites} from './NoSites.tsx'
import {judgeRestart, noteRestart} from './restartFor.ts'
import {useLiveSite} from './useLiveSite.ts'

function SiteLayout(props: {site: Site; layout: LayoutProps}) {
  const {site, layout} = props
  const document = useLiveSite(site)
  useEffect(() => noteRecentSite(window, site.key), [site.key])
  return (
    <SiteProvider site={site.key} document={document}>
      <StudioScreen layout={layout} />
    </SiteProvider>
  )
}

/** A store that does not say which features there are must not keep the Studio closed. */
const FEATURES_PATIENCE_MS = 5000

/**
 * The Studio's own screen, once the project's features are known. The Studio's comments plugin wraps
 * the layout only after it learned that a project has no comments, and React then mounts everything
 * in it anew: an open tool would lose its state and ask for its data twice.
 */
function StudioScreen({layout}: {layout: LayoutProps}) {
  const {isLoading} = useFeatureEnabled('studioComments')
  const [isPatient, setIsPatient] = useState(true)
  useEffect(() => {
    const timer = window.setTimeout(() => setIsPatient(false), FEATURES_PATIENCE_MS)
    return () => window.clearTimeout(timer)
  }, [])
  return isLoading && isPatient ? <Preparing /> : layout.renderDefault(layout)
}

/** A component of its own, so that only those who see it wait for its words to load. */
function Preparing() {
  const {t} = useTranslation(studioLocaleNamespace)
  return <LoadingState label={t('start.preparing')} />
}

/**
 * The layout of a workspace. It is drawn for signed-in users only, so it is the place to notice that
 * the workspaces were chosen before sign-in or for another user, and to start again.
 *
 * @param builtFor - id of the user the workspaces were chosen for; `null` for nobody
 */
export function createLayout(plan: WorkspacePlan, builtFor: string | null) {
  return function WorkspaceLayout(props: LayoutProps) {
    const userId = useCurrentUser()?.id ?? null
    const [judged, setJudged] = useState({
      userId,
      restart: judgeRestart(window.sessionStorage, builtFor, userId),
    })
    if (judged.userId !== userId) {
      setJudged({userId, restart: judgeRestart(window.sessionStorage, builtFor, userId)})
    }
    useEffect(() => {
      noteRestart(window.sessionStorage, judged.restart, judged.userId)
      if (judged.restart === 'needed') window.location.reload()
    }, [judged])

    if (judged.restart === 'needed') return <Preparing />
    if (plan.kind === 'placeholder') {
      return plan.problem.kind === 'closed' ? <ClosedWorkspace /> : <NoSites />
    }
    if (plan.kind === 'site') return <SiteLayout site={plan.site} layout={props} />
    return <StudioScreen layout={props} />
  }
}
