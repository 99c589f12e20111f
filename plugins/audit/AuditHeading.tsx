import type {SanityClient} from '@sanity/client'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {DownloadIcon} from '@sanity/icons/Download'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {Box, Button, Card, Flex, Select, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import {IconButton} from '../ui/IconButton.tsx'
import {RelativeTime} from '../ui/RelativeTime.tsx'
import {ToolHeading} from '../ui/ToolHeading.tsx'
import type {AuditFilter} from './address/auditAddress.ts'
import {auditLocaleNamespace} from './auditLocale.ts'
import {fetchChainSites} from './data/auditRequests.ts'
import type {Trail} from './data/useTrail.ts'
import {ExportDialog} from './export/ExportDialog.tsx'
import type {SignedEndsOptions} from './verify/signedEnds.ts'
import {VerifyDialog} from './verify/VerifyDialog.tsx'

/** What an {@link AuditHeading} shows and offers. */
export interface AuditHeadingProps {
  client: SanityClient
  chain: string
  address: AuditFilter
  heads: SignedEndsOptions | null
  timeZone: string
  trail: Trail
  /** Opens another chain; `null` where there is no choice. */
  onChoose: ((site: string | null) => void) | null
  /** Moves the focus to the first event; `null` where there is none. */
  onSkip: (() => void) | null
}

/** The line above the list: which trail, as of when, and the actions on the whole trail. */
export function AuditHeading(props: AuditHeadingProps) {
  const {client, chain, address, trail, heads, timeZone, onChoose, onSkip} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const [dialog, setDialog] = useState<'verify' | 'export' | null>(null)
  const close = () => setDialog(null)
  return (
    <Card borderBottom paddingX={3} paddingY={2}>
      <Flex align="center" gap={4} style={{minHeight: 35}} wrap="wrap">
        <ToolHeading skip={onSkip ? {text: t('skip'), onSkip} : undefined} title={t('title')} />
        {onChoose && (
          <Box style={{width: 240}}>
            <ChainSelect chain={chain} client={client} onChoose={onChoose} />
          </Box>
        )}
        <Box flex={1}>
          {trail.answeredAt > 0 && (
            <Text muted size={1}>
              {t('as-of')}{' '}
              <RelativeTime at={new Date(trail.answeredAt).toISOString()} timeZone={timeZone} />
            </Text>
          )}
        </Box>
        {trail.grant !== 'denied' && (
          <Flex gap={2}>
            <IconButton icon={RefreshIcon} label={t('refresh')} onClick={trail.refresh} />
            <Button
              fontSize={1}
              icon={DownloadIcon}
              mode="ghost"
              onClick={() => setDialog('export')}
              padding={2}
              text={t('export.open')}
            />
            <Button
              fontSize={1}
              icon={CheckmarkCircleIcon}
              onClick={() => setDialog('verify')}
              padding={2}
              text={t('verify.open')}
              tone="primary"
            />
          </Flex>
        )}
      </Flex>
      {dialog === 'verify' && (
        <VerifyDialog
          chain={chain}
          client={client}
          heads={heads}
          onClose={close}
          timeZone={timeZone}
        />
      )}
      {dialog === 'export' && (
        <ExportDialog
          chain={chain}
          client={client}
          filter={address}
          onClose={close}
          timeZone={timeZone}
        />
      )}
    </Card>
  )
}

/** Chooses a trail: the network's, or a site's. */
function ChainSelect(props: {
  client: SanityClient
  chain: string
  onChoose: (site: string | null) => void
}) {
  const {client, chain, onChoose} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const sites = useQuery({
    queryKey: ['leads', 'audit', 'sites'],
    queryFn: ({signal}) => fetchChainSites(client, signal),
    staleTime: Infinity,
  })
  const known = sites.data ?? []
  const isListed = chain === NETWORK_CHAIN || known.some(({key}) => key === chain)
  return (
    <Select
      aria-busy={sites.isPending}
      aria-label={t('chain.label')}
      fontSize={1}
      onChange={(event) => {
        const {value} = event.currentTarget
        onChoose(value === NETWORK_CHAIN ? null : value)
      }}
      padding={2}
      value={chain}
    >
      <option value={NETWORK_CHAIN}>{t('chain.network')}</option>
      {!isListed && <option value={chain}>{chain}</option>}
      {known
        .toSorted((one, other) => (one.title ?? one.key).localeCompare(other.title ?? other.key))
        .map(({key, title}) => (
          <option key={key} value={key}>
            {t('chain.site', {title: title ?? key, key})}
          </option>
        ))}
      {sites.isError && (
        <option disabled value="">
          {t('chain.failed')}
        </option>
      )}
    </Select>
  )
}
