import type {SanityClient} from '@sanity/client'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {SearchIcon} from '@sanity/icons/Search'
import {Box, Flex} from '@sanity/ui'
import {useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import {rulePreview} from '../../../core/shopify/rulePreview.ts'
import type {RuleUndo} from '../../../core/shopify/rulePolicy.ts'
import type {SyncRule} from '../../../core/shopify/syncRule.ts'
import {useAudienceText} from '../../audience/audienceLocale.ts'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {SyncRow} from '../data/siteSync.ts'
import type {useNetworkSync} from '../data/useNetworkSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {LastPolicyBar} from '../policy/PolicyOutcome.tsx'
import {PolicyDialog} from '../policy/PolicyDialog.tsx'
import {BatchBar} from '../refresh/BatchBar.tsx'
import {useRefreshBatch} from '../refresh/useRefreshBatch.ts'
import {NetworkPicture} from './NetworkPicture.tsx'
import {SitesTable} from './SitesTable.tsx'
import {SitesToolbar} from './SitesToolbar.tsx'
import {FIRST_VIEW, networkFigures, shownSites} from './sitesView.ts'

const NO_SITES: ReadonlySet<string> = new Set()

/** All sites with the status of their syncs, and the actions on several sites. */
export function SitesPage(props: {
  client: SanityClient
  network: ReturnType<typeof useNetworkSync>
  rows: readonly SyncRow[]
}) {
  const {client, network, rows} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const problemText = useProblemText()
  const audienceText = useAudienceText()
  const [view, setView] = useState(FIRST_VIEW)
  const [chosen, setChosen] = useState(NO_SITES)
  const [policySites, setPolicySites] = useState<readonly SyncRow[] | null>(null)
  const [undos, setUndos] = useState<readonly RuleUndo[]>([])
  const figures = useMemo(() => networkFigures(rows), [rows])
  const shown = useMemo(() => {
    const ruleText = (rule: SyncRule) => rulePreview(rule, audienceText)
    return shownSites(rows, view, {problemText, ruleText})
  }, [audienceText, problemText, rows, view])
  const chosenRows = useMemo(() => rows.filter(({key}) => chosen.has(key)), [chosen, rows])
  const batch = useRefreshBatch(client, rows)
  if (rows.length === 0) {
    return (
      <EmptyState
        description={t('network.empty-description')}
        icon={EarthGlobeIcon}
        title={t('network.empty')}
      />
    )
  }
  return (
    <Flex direction="column" height="fill">
      <NetworkPicture
        figures={figures}
        filter={view.filter}
        onFilter={(filter) => setView({...view, filter})}
      />
      <SitesToolbar
        chosen={chosenRows}
        isAsking={batch.isAsking}
        network={network}
        onClear={() => setChosen(NO_SITES)}
        onPolicy={() => setPolicySites(chosenRows.length > 0 ? chosenRows : rows)}
        onRefresh={() => void batch.start(chosenRows)}
        onSearch={(search) => setView({...view, search})}
        search={view.search}
        shown={shown.length}
        total={rows.length}
      />
      {undos.length > 0 && !policySites && (
        <LastPolicyBar client={client} onClose={() => setUndos([])} rows={rows} undos={undos} />
      )}
      {batch.progress && (
        <BatchBar
          onCancel={batch.cancel}
          onClose={batch.clear}
          onRetry={batch.retry}
          progress={batch.progress}
        />
      )}
      <Box flex={1} style={{minHeight: 320, overflow: 'auto'}}>
        {shown.length === 0 ? (
          <EmptyState
            actions={
              <ToolButton
                onClick={() => setView({...view, filter: 'all', search: ''})}
                padding={3}
                text={t('network.clear')}
              />
            }
            description={t('network.none-description')}
            icon={SearchIcon}
            title={t('network.none')}
          />
        ) : (
          <SitesTable
            chosen={chosen}
            onChosen={setChosen}
            onView={setView}
            rows={shown}
            view={view}
          />
        )}
      </Box>
      {policySites && (
        <PolicyDialog
          client={client}
          onClose={() => {
            setPolicySites(null)
            network.refetch()
          }}
          onUndos={setUndos}
          sites={policySites}
        />
      )}
    </Flex>
  )
}
