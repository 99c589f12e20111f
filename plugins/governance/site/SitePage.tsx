import type {SanityClient} from '@sanity/client'
import {Stack} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {useSiteSync} from '../data/useSiteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Columns} from '../governanceStyles.ts'
import {RulePanel} from '../rule/RulePanel.tsx'
import {HistoryPanel} from './HistoryPanel.tsx'
import {SnapshotPanel} from './SnapshotPanel.tsx'
import {StatusPanel} from './StatusPanel.tsx'

/** What a {@link SitePage} shows. */
export interface SitePageProps {
  client: SanityClient
  site: string
  /** Whether superadmins use it, in the network's workspace. */
  byNetwork: boolean
}

/** The customer sync of one site: the same page for its own people and for the network's. */
export function SitePage({client, site, byNetwork}: SitePageProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {row, isGone, error, refetch, history} = useSiteSync(client, site)
  if (isGone) {
    return <ErrorState reason={t('site.gone-reason')} title={t('site.gone')} tone="caution" />
  }
  if (!row) {
    if (!error) return <LoadingState label={t('site.loading')} />
    const {kind, reason} = errorReason(error)
    return kind === 'denied' ? (
      <ErrorState reason={reason} title={t('site.denied')} tone="caution" />
    ) : (
      <ErrorState onRetry={refetch} reason={reason} title={t('site.failed')} />
    )
  }
  return (
    <Columns>
      <Stack gap={4}>
        <StatusPanel byNetwork={byNetwork} client={client} onChanged={refetch} row={row} />
        <SnapshotPanel client={client} row={row} />
        <HistoryPanel client={client} history={history} row={row} />
      </Stack>
      <RulePanel byNetwork={byNetwork} client={client} row={row} />
    </Columns>
  )
}
