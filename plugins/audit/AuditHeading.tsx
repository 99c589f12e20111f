import type {SanityClient} from '@sanity/client'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {DownloadIcon} from '@sanity/icons/Download'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {Box, Button, Card, Flex, Text} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {IconButton} from '../ui/IconButton.tsx'
import {RelativeTime} from '../ui/RelativeTime.tsx'
import {ToolHeading} from '../ui/ToolHeading.tsx'
import type {AuditFilter} from './address/auditAddress.ts'
import {auditLocaleNamespace} from './auditLocale.ts'
import {ChainSelect} from './ChainSelect.tsx'
import type {AuditPages} from './data/useAuditPages.ts'
import {ExportDialog} from './export/ExportDialog.tsx'
import type {SignedEndsOptions} from './verify/signedEnds.ts'
import {VerifyDialog} from './verify/VerifyDialog.tsx'

/** What an {@link AuditHeading} shows and offers. */
export interface AuditHeadingProps {
  client: SanityClient
  chain: string
  address: AuditFilter
  pages: AuditPages
  heads: SignedEndsOptions | null
  timeZone: string
  /** Whether the person may read the chain at all. */
  isReadable: boolean
  /** Chooses another chain; `null` where there is no choice. */
  onChoose: ((site: string | null) => void) | null
  /** Goes to the first event that is shown; `null` where there is none. */
  onSkip: (() => void) | null
}

/** The line over the list: whose trail it is, as of when, and what can be done with all of it. */
export function AuditHeading(props: AuditHeadingProps) {
  const {client, chain, address, pages, heads, timeZone, isReadable, onChoose, onSkip} = props
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
          {pages.answeredAt > 0 && (
            <Text muted size={1}>
              {t('as-of')}{' '}
              <RelativeTime at={new Date(pages.answeredAt).toISOString()} timeZone={timeZone} />
            </Text>
          )}
        </Box>
        {isReadable && (
          <Flex gap={2}>
            <IconButton icon={RefreshIcon} label={t('refresh')} onClick={pages.refresh} />
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
