import {Card, Stack, Text} from '@sanity/ui'
import {useClient, useTranslation} from 'sanity'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {AudienceSentence} from '../../audience/insight/AudienceSentence.tsx'
import {CountLine} from '../../audience/insight/CountLine.tsx'
import {useReach} from '../../audience/insight/useAudienceInsight.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What a {@link CampaignPreview} shows. */
export interface CampaignPreviewProps {
  /** The audience that the campaign would have. */
  checked: CheckedAudience
  source: AudienceSource
  /** Whether the campaign already has this audience. */
  isSame: boolean
  /** Title of the campaign; `null` for a new one. */
  title: string | null
}

/** The audience that a campaign would have: its sentence, its size, and how many get no campaigns. */
export function CampaignPreview(props: CampaignPreviewProps) {
  const {checked, source, isSame, title} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const problemText = useProblemText()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {reach, refresh} = useReach(client, source, checked)
  const notMailed = reach.value?.notMailed ?? 0
  if (!checked.ok) {
    return (
      <Card padding={3} radius={2} role="alert" tone="critical">
        <Stack gap={3}>
          {checked.problems.slice(0, 5).map((each) => (
            <Text key={`${each.path} ${each.code}`} size={1}>
              {problemText(each)}
            </Text>
          ))}
        </Stack>
      </Card>
    )
  }
  return (
    <Card border padding={3} radius={2} tone="transparent">
      <Stack gap={4}>
        <Stack gap={3}>
          <Text muted size={1} weight="medium">
            {title === null ? t('campaign.audience') : t('campaign.audience-of', {title})}
          </Text>
          <AudienceSentence audience={checked.audience} source={source} />
        </Stack>
        <CountLine
          count={{...reach, value: reach.value?.total ?? null}}
          isValid
          onRefresh={refresh}
        />
        {notMailed > 0 && !reach.isOld && !reach.error && (
          <Text as="output" data-testid="not-mailed" size={1}>
            {t('campaign.not-mailed', {count: notMailed})}
          </Text>
        )}
        {isSame && (
          <Text as="output" size={1}>
            {t('campaign.same')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}
