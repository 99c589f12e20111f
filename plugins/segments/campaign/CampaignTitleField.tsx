import {Stack, Text, TextInput} from '@sanity/ui'
import {useId, type Ref} from 'react'
import {useTranslation} from 'sanity'
import {MAX_CAMPAIGN_TITLE} from '../../../core/changes/campaigns/campaignParts.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What a {@link CampaignTitleField} edits. */
export interface CampaignTitleFieldProps {
  title: string
  /** What is wrong with it. */
  problem: string | null
  onChange: (title: string) => void
  ref?: Ref<HTMLInputElement>
}

/** The title of a campaign that is made. */
export function CampaignTitleField(props: CampaignTitleFieldProps) {
  const {title, problem, onChange, ref} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  return (
    <Stack gap={2}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {t('campaign.title')}
      </Text>
      <TextInput
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        aria-invalid={problem !== null}
        customValidity={problem ?? ''}
        fontSize={1}
        id={id}
        maxLength={MAX_CAMPAIGN_TITLE}
        onChange={(event) => onChange(event.currentTarget.value)}
        padding={3}
        ref={ref}
        value={title}
      />
      {problem !== null && (
        <Text id={`${id}-problem`} role="alert" size={1}>
          {problem}
        </Text>
      )}
    </Stack>
  )
}
