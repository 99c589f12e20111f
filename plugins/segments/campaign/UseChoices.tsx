import {useId} from 'react'
import {useTranslation} from 'sanity'
import {SEGMENT_USES, type SegmentUse} from '../../../core/audience/combineAudiences.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Choice} from './Choice.tsx'
import {ChoiceGroup} from './ChoiceGroup.tsx'

/** How a segment goes together with those whom a campaign is for. */
export function UseChoices(props: {use: SegmentUse; onChange: (use: SegmentUse) => void}) {
  const {use, onChange} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const name = useId()
  return (
    <ChoiceGroup title={t('campaign.use-how')}>
      {SEGMENT_USES.map((known) => (
        <Choice
          description={t(`campaign.use-${known}-description`)}
          isChosen={known === use}
          key={known}
          name={name}
          onChoose={() => onChange(known)}
          text={t(`campaign.use-${known}`)}
        />
      ))}
    </ChoiceGroup>
  )
}
