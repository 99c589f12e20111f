import {Badge, Box, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useIntentLink} from 'sanity/router'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {StatusBadge} from '../../ui/StatusBadge.tsx'
import type {LiveRecord} from '../model/liveRecord.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {feedLook} from './feedLook.ts'
import {SubmissionState} from './SubmissionState.tsx'

/** What a {@link FeedItem} shows. */
export interface FeedItemProps {
  record: LiveRecord
  site: Site
  /** Whether it came in since the page was opened. */
  isNew: boolean
}

/** One record of the live list, as a link to it. */
export function FeedItem(props: FeedItemProps) {
  const {record, site, isNew} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const {icon: Icon, title, note, intent, params} = feedLook(record)
  const {href, onClick} = useIntentLink({intent, params})
  return (
    <li data-record={record._id}>
      <Card
        as="a"
        data-as="a"
        href={href}
        onClick={onClick}
        paddingX={4}
        paddingY={3}
        style={{display: 'block'}}
      >
        <Flex align="center" gap={3}>
          <Text muted size={1}>
            <Icon />
          </Text>
          <Stack flex={1} gap={2} style={{minWidth: 0}}>
            <Text size={1} textOverflow="ellipsis" weight="medium">
              {title || t('feed.unnamed')}
            </Text>
            <Text muted size={1} textOverflow="ellipsis">
              {'key' in note ? t(note.key) : note.text}
            </Text>
          </Stack>
          {isNew && <Badge tone="positive">{t('feed.new')}</Badge>}
          {record._type === 'lead' && record.status && (
            <StatusBadge statuses={site.leadStatuses} value={record.status} />
          )}
          {record._type === 'leadSubmission' && <SubmissionState {...record} />}
          <Box style={{minWidth: 84, textAlign: 'right'}}>
            <Text muted size={1}>
              <RelativeTime at={record.at} timeZone={site.timeZone} />
            </Text>
          </Box>
        </Flex>
      </Card>
    </li>
  )
}
