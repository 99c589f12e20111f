import type {SanityClient} from '@sanity/client'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {Badge, Card, Flex, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import {hasEnded} from '../../../core/jobs/jobRecord.ts'
import {parseJobId} from '../../../core/jobs/jobRecord.ts'
import {rulePreview} from '../../../core/shopify/rulePreview.ts'
import {tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {useAudienceText} from '../../audience/audienceLocale.ts'
import {Panel} from '../../ui/Panel.tsx'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Facts} from '../governanceStyles.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {FailureNotice} from '../../ui/Notice.tsx'
import {RefreshProgress} from '../refresh/RefreshProgress.tsx'
import {cancelRefreshes, startRefreshes} from '../refresh/startRefreshes.ts'
import {SyncStatusBadge} from '../SyncStatusBadge.tsx'

/** The status of a site's sync, what to do about it, and the button for a new snapshot. */
export function StatusPanel(props: {
  client: SanityClient
  row: SyncRow
  /** Whether superadmins use it, in the network's workspace. */
  byNetwork: boolean
  onChanged: () => void
}) {
  const {client, row, byNetwork, onChanged} = props
  const {status, rule, refresh, snapshot, site, key} = row
  const problemText = useProblemText()
  const audienceText = useAudienceText()
  const {t} = useTranslation(governanceLocaleNamespace)
  const userId = useCurrentUser()?.id ?? ''
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const mayRefresh =
    useDocumentGrant('create', tenantDocumentId(key, 'refresh', 'new')) !== 'denied'
  const isRunning = refresh !== null && !hasEnded({state: refresh.state})
  // Only superadmins may write the ids of refreshes that they start.
  const mayCancel =
    mayRefresh && (byNetwork || parseJobId(refresh?._id ?? '', 'refresh')?.isReserved === false)
  const cancel = async (id: string) => {
    const [cancelled] = await cancelRefreshes([{site: key, id}], client)
    setFailure(
      cancelled?.failure
        ? t('refresh.not-cancelled', {reason: problemText(...cancelled.failure.problems)})
        : null,
    )
    onChanged()
  }
  const ruleRev = rule?._rev
  const start = async () => {
    if (ruleRev === undefined) return
    setAsking(true)
    const [started] = await startRefreshes([{site: key, ruleRev}], {client, byNetwork, userId})
    setFailure(
      started?.failure
        ? t('refresh.failed', {reason: problemText(...started.failure.problems)})
        : null,
    )
    setAsking(false)
    onChanged()
  }
  return (
    <Panel
      aside={<SyncStatusBadge state={status.state} />}
      description={t('status.description')}
      title={t('status.title')}
    >
      <Stack gap={4} padding={4}>
        {status.problems.length > 0 && (
          <Card
            as="output"
            padding={3}
            radius={2}
            style={{display: 'block'}}
            tone={status.state === 'failed' || status.state === 'unsound' ? 'critical' : 'caution'}
          >
            <Text size={1}>{problemText(...status.problems)}</Text>
          </Card>
        )}
        <Facts>
          <dt>{t('status.rule')}</dt>
          <dd>
            {status.rule
              ? rulePreview(status.rule, audienceText)
              : t(status.state === 'unsound' ? 'rule.unsound' : 'rule.none')}
          </dd>
          <dt>{t('status.store')}</dt>
          <dd>{site.shopify?.storeDomain ?? t('table.no-store')}</dd>
          <dt>{t('status.snapshot')}</dt>
          <dd>
            {snapshot?.takenAt ? (
              <RelativeTime at={snapshot.takenAt} timeZone={siteTimeZone(site)} />
            ) : (
              t('snapshot.empty')
            )}{' '}
            {status.hasDrifted && (
              <Badge fontSize={0} title={t('table.drift-note')} tone="caution">
                {t('status.drift')}
              </Badge>
            )}
          </dd>
          {status.rule?.approval && (
            <>
              <dt>{t('rule.approval')}</dt>
              <dd>
                {status.rule.approval.until === null
                  ? status.rule.approval.reference
                  : t('status.approval', {...status.rule.approval})}
              </dd>
            </>
          )}
        </Facts>
        {isRunning ? (
          <RefreshProgress
            job={refresh}
            label={t('refresh.running')}
            {...(mayCancel ? {onCancel: () => void cancel(refresh._id)} : {})}
          />
        ) : (
          <Flex align="center" gap={3} wrap="wrap">
            <ToolButton
              icon={RefreshIcon}
              isBusy={isAsking}
              isDisabled={!mayRefresh || !status.rule || status.rule.mode === 'disabled'}
              onClick={() => void start()}
              padding={3}
              text={t('refresh.start')}
            />
            {!mayRefresh && (
              <Text muted size={1}>
                {t('refresh.denied')}
              </Text>
            )}
          </Flex>
        )}
        <FailureNotice reason={failure} />
      </Stack>
    </Panel>
  )
}
