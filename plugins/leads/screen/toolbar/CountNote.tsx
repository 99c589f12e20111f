import {RefreshIcon} from '@sanity/icons/Refresh'
import {Button, Flex, Text} from '@sanity/ui'
import {Tooltip} from '@sanity/ui/tooltip'
import {useDateTimeFormat, useTranslation} from 'sanity'
import type {LeadCount} from '../../data/useLeadCount.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** What a {@link CountNote} shows. */
export interface CountNoteProps {
  count: LeadCount
  /** Whether leads came or went since it was asked. */
  isStale: boolean
  onRecount: () => void
}

/** How many leads there are, as of when, and the means to count again when that is no longer so. */
export function CountNote(props: CountNoteProps) {
  const {count, isStale, onRecount} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const clock = useDateTimeFormat({timeStyle: 'short'})
  const text = count.isAsking
    ? t('count.loading')
    : count.failed
      ? t('count.failed')
      : count.value !== null && t('count.as-of', {count: count.value, time: clock.format(count.at)})
  return (
    <Flex align="center" gap={2}>
      <Text as="output" muted size={1} textOverflow="ellipsis">
        {text}
      </Text>
      {(count.failed || isStale) && (
        <Tooltip
          content={<Text size={1}>{t(isStale ? 'count.stale' : 'count.refresh')}</Text>}
          padding={2}
          placement="bottom"
          portal
        >
          <Button
            aria-label={t('count.refresh')}
            fontSize={1}
            icon={RefreshIcon}
            mode="bleed"
            muted
            onClick={onRecount}
            padding={2}
          />
        </Tooltip>
      )}
    </Flex>
  )
}
