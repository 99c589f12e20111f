import type {SanityClient} from '@sanity/client'
import {Stack} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {useSiteSync} from '../data/useSiteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Columns} from '../governanceStyles.ts'
import {UnansweredOrDenied} from '../parts.tsx'
import {RulePanel} from '../rule/RulePanel.tsx'
import {HistoryPanel} from './HistoryPanel.tsx'
import {SnapshotPanel} from './SnapshotPanel.tsx'
import {StatusPanel} from './StatusPanel.tsx'

/** The customer sync of one site, in its own workspace and in the network's. */
export function SitePage(props: {
  client: SanityClient
  site: string
  /** Whether superadmins use it, in the network's workspace. */
  byNetwork: boolean
}) {
  const {client, site, byNetwork} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const sync = useSiteSync(client, site)
  const {row, isGone, refetch, history} = sync
  if (isGone) {
    return <ErrorState reason={t('site.gone-reason')} title={t('site.gone')} tone="caution" />
  }
  if (!row) {
    return (
      <UnansweredOrDenied
        denied={t('site.denied')}
        failed={t('site.failed')}
        label={t('site.loading')}
        query={sync}
      />
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
