import {EditIcon} from '@sanity/icons/Edit'
import {UsersIcon} from '@sanity/icons/Users'
import {Box, Button, Card, Flex, Heading, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Clamped} from '../segmentsStyles.ts'
import {useLeadsLink} from '../useLeadsLink.ts'
import {SegmentCount} from './SegmentCount.tsx'
import {SegmentMenu, type SegmentMenuProps} from './SegmentMenu.tsx'
import {changedAt} from './segmentOrder.ts'
import {sparkPoints} from '../../ui/sparkPath.ts'
import {Sparkline} from './Sparkline.tsx'

/** What a {@link SegmentCard} shows and offers. */
export interface SegmentCardProps extends Omit<SegmentMenuProps, 'title'> {
  segment: SegmentEntry
  timeZone: string
  isCounting: boolean
}

/** A segment at a glance: whom it means, how many they are, and how that went. */
export function SegmentCard(props: SegmentCardProps) {
  const {segment, timeZone, isCounting, ...menu} = props
  const {mayChange} = menu
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  const title = segment.title?.trim() || t('card.untitled')
  const edit = useStateLink({state: {segmentId: segment._id}})
  const view = useLeadsLink(segment._id)
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
