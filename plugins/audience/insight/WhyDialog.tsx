import type {SanityClient} from '@sanity/client'
import {Box, Dialog, Stack} from '@sanity/ui'
import {useId, useState} from 'react'
import type {Audience} from '../../../core/audience/checkAudience.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {LeadFinder} from './LeadFinder.tsx'
import type {SampleLead} from './requests.ts'
import {WhyAnswer} from './WhyAnswer.tsx'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link WhyDialog} begins with. */
export interface WhyDialogProps {
  client: SanityClient
  source: AudienceSource
  audience: Audience
  /** `null` to look for one first. */
  lead: SampleLead | null
  onClose: () => void
}

/** Explains why a lead is in an audience or not; another lead can be looked for. */
export function WhyDialog(props: WhyDialogProps) {
  const {client, source, audience, onClose} = props
  const t = useAudienceText()
  const id = useId()
  const [lead, setLead] = useState(props.lead)
  return (
    <Dialog header={t('why.title')} id={id} onClose={onClose} width={1}>
      <Box padding={4}>
        <Stack gap={4}>
          <LeadFinder client={client} onFind={setLead} site={source.site} />
          {lead && (
            <WhyAnswer
              audience={audience}
              client={client}
              key={lead._id}
              lead={lead}
              source={source}
            />
          )}
        </Stack>
      </Box>
    </Dialog>
  )
}
