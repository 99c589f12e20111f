import type {SanityClient} from '@sanity/client'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useDeferredValue, useState} from 'react'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {AudienceSentence} from './AudienceSentence.tsx'
import {CountLine} from './CountLine.tsx'
import type {SampleLead} from './requests.ts'
import {SampleList} from './SampleList.tsx'
import type {AudienceInsight} from './useAudienceInsight.ts'
import {WhyDialog} from './WhyDialog.tsx'
import {useAudienceText} from '../audienceLocale.ts'

/** What an {@link InsightPanel} tells of. */
export interface InsightPanelProps {
  client: SanityClient
  source: AudienceSource
  checked: CheckedAudience
  insight: AudienceInsight
}

/** What a definition means: in words, in numbers, and in a few leads. */
export function InsightPanel(props: InsightPanelProps) {
  const {client, source, checked, insight} = props
  // A long sentence takes longer to say than a key to press: it comes when there is time for it.
  const sentenceOf = useDeferredValue(checked.ok ? checked.audience : null)
  const t = useAudienceText()
  const [asked, setAsked] = useState<{lead: SampleLead | null} | null>(null)
  return (
    <Card border padding={3} radius={2} tone="transparent">
      <Stack gap={4}>
        {checked.ok && sentenceOf && <AudienceSentence audience={sentenceOf} source={source} />}
        <CountLine count={insight.count} isValid={checked.ok} onRefresh={insight.refresh} />
        {checked.ok && (
          <Stack gap={3}>
            <Flex align="center" gap={2}>
              <Box flex={1}>
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
