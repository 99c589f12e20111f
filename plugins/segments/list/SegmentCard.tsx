import {EditIcon} from '@sanity/icons/Edit'
import {UsersIcon} from '@sanity/icons/Users'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Box, Button, Card, Flex, Heading, Stack, Text} from '@sanity/ui'
import {useId, useState} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {isCountOld} from '../../../core/changes/segments/segmentCounts.ts'
import {recordedProblem} from '../../../core/problems/problem.ts'
import {Hidden} from '../../ui/Hidden.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {sparkPath, sparkPoints, type SparkPoint} from '../../ui/sparkPath.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Clamped, Spark} from '../segmentsStyles.ts'
import {useLeadsLink} from '../useLeadsLink.ts'
import {SegmentMenu, type SegmentMenuProps} from './SegmentMenu.tsx'
import {changedAt} from './segmentOrder.ts'

/** What a {@link SegmentCard} shows. */
export interface SegmentCardProps extends Omit<SegmentMenuProps, 'title'> {
  segment: SegmentEntry
  timeZone: string
  isCounting: boolean
}

/** A segment: its sentence, its count and the history of the count. */
export function SegmentCard(props: SegmentCardProps) {
  const {segment, timeZone, isCounting, ...menu} = props
  const {mayChange} = menu
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  const title = segment.title?.trim() || t('card.untitled')
  const edit = useStateLink({state: {segmentId: segment._id}})
  const view = useLeadsLink('segment', segment._id)
  const changed = changedAt(segment)
  const by = segment.changedBy?.name
  return (
    <Card aria-labelledby={id} as="article" border data-segment={segment._id} radius={3}>
      <Flex direction="column" height="fill">
        <Flex direction="column" flex={1} gap={4} padding={4}>
          <Stack gap={4}>
            <Stack gap={3}>
              <Heading as="h2" id={id} size={1}>
                {title}
              </Heading>
              {segment.description && (
                <Text muted size={1}>
                  <Clamped $lines={3}>{segment.description}</Clamped>
                </Text>
              )}
            </Stack>
            <Text size={1}>
              <Clamped $lines={6} title={segment.sentence ?? undefined}>
                {segment.sentence}
              </Clamped>
            </Text>
          </Stack>
          <Box flex={1} />
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
        </Flex>
        <Card borderTop padding={2}>
          <Flex align="center" gap={1}>
            <Button
              aria-label={t('card.view-label', {title})}
              as="a"
              fontSize={1}
              href={view.href}
              icon={UsersIcon}
              mode="bleed"
              onClick={view.onClick}
              padding={2}
              text={t('card.view')}
            />
            <Button
              aria-label={t(mayChange ? 'card.edit-label' : 'card.open-label', {title})}
              as="a"
              fontSize={1}
              href={edit.href}
              icon={EditIcon}
              mode="bleed"
              onClick={edit.onClick}
              padding={2}
              text={t(mayChange ? 'card.edit' : 'card.open')}
            />
            <Box flex={1} />
            <SegmentMenu {...menu} title={title} />
          </Flex>
        </Card>
      </Flex>
    </Card>
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
          <Text size={1}>
            {t('card.failed', {reason: problemText(recordedProblem(countFailure.message))})}
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
