import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Flex, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {isCountOld} from '../../../core/changes/segments/segmentCounts.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What a {@link SegmentCount} shows. */
export interface SegmentCountProps {
  segment: SegmentEntry
  timeZone: string
  /** Whether it is being counted now. */
  isCounting: boolean
}

/** How many leads are in a segment, how old the number is, and why it could not be renewed. */
export function SegmentCount(props: SegmentCountProps) {
  const {segment, timeZone, isCounting} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const [openedAt] = useState(() => new Date().toISOString())
  const {count, countFailure} = segment
  const isOld = isCountOld(segment, openedAt)
  return (
    <Stack flex={1} gap={2}>
      <Text
        muted={!count}
        size={count ? 3 : 1}
        style={{fontVariantNumeric: 'tabular-nums'}}
        weight="semibold"
      >
        <span data-testid="segment-count">
          {count ? t('card.number', {number: count.value}) : t('card.not-counted')}
        </span>
      </Text>
      <Text muted size={1}>
        {isCounting && t('card.counting')}
        {!isCounting && count && (
          <>
            {t(isOld ? 'card.counted-old' : 'card.counted')}{' '}
            <RelativeTime at={count.at} timeZone={timeZone} />
          </>
        )}
        {!isCounting && !count && t('card.will-count')}
      </Text>
      {countFailure?.message && (
        <Flex gap={2}>
          <Text size={1}>
            <WarningOutlineIcon />
          </Text>
          <Text size={1}>{t('card.failed', {reason: countFailure.message})}</Text>
        </Flex>
      )}
    </Stack>
  )
}
