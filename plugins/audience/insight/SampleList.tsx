import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {Box, Flex, Skeleton, Stack, Text} from '@sanity/ui'
import {IconButton} from '../../ui/IconButton.tsx'
import {StatusBadge} from '../../ui/StatusBadge.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {PlainList} from './insightStyles.ts'
import {SAMPLE_SIZE, type SampleLead} from './requests.ts'
import type {Answer} from './useSettledAudience.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link SampleList} shows. */
export interface SampleListProps {
  sample: Answer<readonly SampleLead[]>
  /** Asks why a lead is in. */
  onAskWhy: (lead: SampleLead) => void
}

/** What a lead is called where there is room for one line. */
export function leadTitle(lead: Pick<SampleLead, 'name' | 'email'>): string {
  return lead.name?.trim() || lead.email?.trim() || '—'
}

/** The newest of the leads that are meant. */
export function SampleList(props: SampleListProps) {
  const {sample, onAskWhy} = props
  const {document: site} = useSiteContext()
  const t = useAudienceText()
  if (sample.error) return null
  if (sample.value === null) {
    return (
      <Stack gap={2}>
        {Array.from({length: SAMPLE_SIZE}, (_, index) => (
          <Skeleton animated key={index} radius={2} style={{height: 32}} />
        ))}
      </Stack>
    )
  }
  if (sample.value.length === 0) {
    return (
      <Text muted size={1}>
        {t('sample.empty')}
      </Text>
    )
  }
  return (
    <PlainList aria-busy={sample.isOld} aria-label={t('sample.title')}>
      {sample.value.map((lead) => (
        <li key={lead._id}>
          <Flex align="center" gap={3} paddingY={1}>
            <Stack flex={1} gap={2} style={{minWidth: 0}}>
              <Text size={1} textOverflow="ellipsis" weight="medium">
                {leadTitle(lead)}
              </Text>
              <Text muted size={1} textOverflow="ellipsis">
                {[lead.company, lead.email].filter(Boolean).join(' · ')}
              </Text>
            </Stack>
            {lead.status && (
              <Box>
                <StatusBadge statuses={site.leadStatuses ?? []} value={lead.status} />
              </Box>
            )}
            <IconButton
              icon={HelpCircleIcon}
              label={t('why.ask', {name: leadTitle(lead)})}
              onClick={() => onAskWhy(lead)}
            />
          </Flex>
        </li>
      ))}
    </PlainList>
  )
}
