import type {SanityClient} from '@sanity/client'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {Box, Button, Card, Flex, Skeleton, Stack, Text} from '@sanity/ui'
import {useDeferredValue, useState} from 'react'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {StatusBadge} from '../../ui/StatusBadge.tsx'
import {useAudienceText} from '../audienceLocale.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {leadTitle, SAMPLE_SIZE, type SampleLead} from './audienceRequests.ts'
import {AudienceSentence} from './AudienceSentence.tsx'
import {CountLine} from './CountLine.tsx'
import {PlainList} from './insightStyles.ts'
import type {Answer, AudienceInsight} from './useAudienceInsight.ts'
import {WhyDialog} from './WhyDialog.tsx'

/** What an {@link InsightPanel} shows. */
export interface InsightPanelProps {
  client: SanityClient
  source: AudienceSource
  checked: CheckedAudience
  insight: AudienceInsight
}

/** What a definition means: its sentence, the number of leads, and a sample of them. */
export function InsightPanel(props: InsightPanelProps) {
  const {client, source, checked, insight} = props
  // Building a long sentence takes longer than a key press: defer it.
  const audience = useDeferredValue(checked.ok ? checked.audience : null)
  const t = useAudienceText()
  const [asked, setAsked] = useState<{lead: SampleLead | null} | null>(null)
  return (
    <Card border padding={3} radius={2} tone="transparent">
      <Stack gap={4}>
        {checked.ok && audience && <AudienceSentence audience={audience} source={source} />}
        <CountLine count={insight.count} isValid={checked.ok} onRefresh={insight.refresh} />
        {checked.ok && (
          <Stack gap={3}>
            <Flex align="center" gap={2} wrap="wrap">
              <Box style={{flex: '1 0 auto'}}>
                <Text as="h2" muted size={1} weight="medium">
                  {t('sample.title')}
                </Text>
              </Box>
              <Button
                fontSize={1}
                icon={HelpCircleIcon}
                mode="bleed"
                onClick={() => setAsked({lead: null})}
                padding={2}
                text={t('why.ask-any')}
              />
            </Flex>
            <SampleList onAskWhy={(lead) => setAsked({lead})} sample={insight.sample} />
          </Stack>
        )}
      </Stack>
      {asked && checked.ok && (
        <WhyDialog
          audience={checked.audience}
          client={client}
          lead={asked.lead}
          onClose={() => setAsked(null)}
          source={source}
        />
      )}
    </Card>
  )
}

interface SampleListProps {
  sample: Answer<readonly SampleLead[]>
  onAskWhy: (lead: SampleLead) => void
}

/** The newest of the matching leads. */
function SampleList(props: SampleListProps) {
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
