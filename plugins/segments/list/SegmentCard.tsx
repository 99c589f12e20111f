import {DownloadIcon} from '@sanity/icons/Download'
import {EditIcon} from '@sanity/icons/Edit'
import {UsersIcon} from '@sanity/icons/Users'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Flex, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {isCountOld} from '../../../core/changes/segments/segmentCounts.ts'
import {Clamped} from '../../ui/cards/cardStyles.ts'
import {CardAction, CardCount, RecordCard} from '../../ui/cards/RecordCard.tsx'
import {Hidden} from '../../ui/Hidden.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {sparkPath, sparkPoints, type SparkPoint} from '../../ui/sparkPath.ts'
import {parseProblems} from '../../../core/problems/storedProblems.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Spark} from '../segmentsStyles.ts'
import {useLeadsLink} from '../useLeadsLink.ts'
import {SegmentMenu, type SegmentMenuProps} from './SegmentMenu.tsx'
import {changedAt} from './segmentOrder.ts'

/** What a {@link SegmentCard} shows. */
export interface SegmentCardProps extends Omit<SegmentMenuProps, 'title'> {
  /** Exports its leads; `null` for people who may not. */
  onExport: (() => void) | null
  segment: SegmentEntry
  timeZone: string
  isCounting: boolean
}

/** A segment: its sentence, its count and the history of the count. */
export function SegmentCard(props: SegmentCardProps) {
  const {segment, timeZone, isCounting, onExport, ...menu} = props
  const {mayChange} = menu
  const {t} = useTranslation(segmentsLocaleNamespace)
  const title = segment.title?.trim() || t('card.untitled')
  const edit = useStateLink({state: {segmentId: segment._id}})
  const view = useLeadsLink('segment', segment._id)
  const changed = changedAt(segment)
  const by = segment.changedBy?.name
  return (
    <RecordCard
      actions={
        <>
          <CardAction
            href={view.href}
            icon={UsersIcon}
            label={t('card.view-label', {title})}
            onClick={view.onClick}
            text={t('card.view')}
          />
          <CardAction
            href={edit.href}
            icon={EditIcon}
            label={t(mayChange ? 'card.edit-label' : 'card.open-label', {title})}
            onClick={edit.onClick}
            text={t(mayChange ? 'card.edit' : 'card.open')}
          />
          {onExport && (
            <CardAction
              icon={DownloadIcon}
              label={t('card.export-label', {title})}
              onClick={onExport}
              text={t('card.export')}
            />
          )}
        </>
      }
      description={segment.description}
      menu={<SegmentMenu {...menu} title={title} />}
      text={
        <Text size={1}>
          <Clamped $lines={6} title={segment.sentence ?? undefined}>
            {segment.sentence}
          </Clamped>
        </Text>
      }
      title={title}
    >
      <Flex align="flex-end" gap={3}>
        <SegmentCount isCounting={isCounting} segment={segment} timeZone={timeZone} />
        {segment.count && <Sparkline points={sparkPoints(segment.history)} />}
      </Flex>
      {changed !== '' && (
        <Text muted size={1}>
          {by ? t('card.changed-by', {name: by}) : t('card.changed')}{' '}
          <RelativeTime at={changed} timeZone={timeZone} />
        </Text>
      )}
    </RecordCard>
  )
}

interface SegmentCountProps {
  segment: SegmentEntry
  timeZone: string
  isCounting: boolean
}

/** How many leads are in a segment, the age of the count, and why counting failed. */
function SegmentCount(props: SegmentCountProps) {
  const {segment, timeZone, isCounting} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const problemText = useProblemText()
  const [openedAt] = useState(() => new Date().toISOString())
  const {count, countFailure} = segment
  const isOld = isCountOld(segment, openedAt)
  return (
    <Stack flex={1} gap={2}>
      <CardCount
        text={count ? t('card.number', {number: count.value}) : t('card.not-counted')}
        value={count?.value ?? null}
      >
        {isCounting && t('card.counting')}
        {!isCounting && count && (
          <>
            {t(isOld ? 'card.counted-old' : 'card.counted')}{' '}
            <RelativeTime at={count.at} timeZone={timeZone} />
          </>
        )}
        {!isCounting && !count && t('card.will-count')}
      </CardCount>
      {countFailure?.message && (
        <Flex gap={2}>
          <Text size={1}>
            <WarningOutlineIcon />
          </Text>
          <Text size={1}>
            {t('card.failed', {reason: problemText(...parseProblems(countFailure.message))})}
          </Text>
        </Flex>
      )}
    </Stack>
  )
}

const [WIDTH, HEIGHT] = [112, 28]

/** The history of a count as a line; as a text for screen readers and on hover. */
function Sparkline(props: {points: readonly SparkPoint[]}) {
  const {points} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const format = useDateTimeFormat({day: 'numeric', month: 'short', timeZone: 'UTC'})
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) {
    return (
      <Text muted size={0}>
        {t('card.no-history')}
      </Text>
    )
  }
  const words = t('card.history', {
    from: first.value,
    to: last.value,
    since: format.format(new Date(first.at)),
  })
  const path = sparkPath(points, WIDTH, HEIGHT)
  const [x, y] = path.split('L').at(-1)?.split(' ') ?? []
  return (
    <span title={words}>
      <Hidden>{words}</Hidden>
      <Spark aria-hidden="true" height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH}>
        <path d={path} />
        <circle cx={x} cy={y} r="2.5" />
      </Spark>
    </span>
  )
}
