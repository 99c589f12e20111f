import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {GROUP_USES, type GroupUse} from '../../../core/audience/combineAudiences.ts'
import {MAX_CAMPAIGN_TITLE} from '../../../core/changes/campaigns/campaignDecisions.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {ChoiceGroup, RadioChoice} from '../../ui/ChoiceGroup.tsx'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {textOfField, useProblemText} from '../../ui/useProblemText.ts'
import {TitleField} from '../edit/SegmentNameFields.tsx'
import type {CampaignGrants} from '../segmentGrants.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {CampaignPicker} from './CampaignPicker.tsx'
import {CampaignPreview} from './CampaignPreview.tsx'
import {useCampaignToast} from './useCampaignToast.tsx'
import {useCampaignUse, type CampaignWay, type TitledGroup} from './useCampaignUse.ts'

/** The leads that a {@link UseInCampaignDialog} uses. */
export interface UseInCampaignDialogProps {
  group: TitledGroup
  source: AudienceSource
  may: CampaignGrants
  onClose: () => void
}

/** Uses the leads of a segment or a list in a new campaign, or in one that is not sent yet. */
export function UseInCampaignDialog(props: UseInCampaignDialogProps) {
  const {group, source, may, onClose} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  const notify = useCampaignToast()
  const draft = useCampaignUse(group, source, may.create ? 'new' : 'existing', (written, way) => {
    notify(written, way)
    onClose()
  })
  const {way, preview, problems} = draft
  const problemText = useProblemText()
  // Keyboard users who move through the choices keep their focus there.
  const [isChoosing, setChoosing] = useState(false)
  const choose = (chosen: CampaignWay) => {
    setChoosing(true)
    draft.setWay(chosen)
  }
  const makeNew = () => {
    setChoosing(false)
    draft.setWay('new')
  }
  const isNew = way === 'new'
  const others = problems.filter(({field}) => field !== 'title')
  return (
    <DialogFrame
      confirm={{
        isBusy: draft.isSaving,
        isDisabled: !draft.canSave,
        onConfirm: () => void draft.save(),
        text: t(isNew ? 'campaign.create' : 'campaign.change'),
      }}
      failures={others.map((each) => problemText(each))}
      gap={5}
      onClose={onClose}
      title={t('campaign.use', {title: group.title.trim() || t('card.untitled')})}
    >
      <ChoiceGroup title={t('campaign.where')}>
        <RadioChoice
          isChosen={isNew}
          isDisabled={!may.create}
          name={`${id}-way`}
          onChoose={() => choose('new')}
          text={t(may.create ? 'campaign.new' : 'campaign.no-create')}
        />
        <RadioChoice
          isChosen={!isNew}
          isDisabled={!may.update}
          name={`${id}-way`}
          onChoose={() => choose('existing')}
          text={t(may.update ? 'campaign.existing' : 'campaign.no-update')}
        />
      </ChoiceGroup>
      {isNew ? (
        <TitleField
          label={t('campaign.title')}
          maxLength={MAX_CAMPAIGN_TITLE}
          onChange={draft.setTitle}
          problem={textOfField(problems, 'title', problemText)}
          takesFocus={!isChoosing}
          title={draft.title}
        />
      ) : (
        <CampaignPicker
          chosen={draft.campaign}
          onChoose={draft.setCampaign}
          onMakeNew={may.create ? makeNew : null}
          source={source}
        />
      )}
      {!isNew && draft.campaign && !draft.isFirst && (
        <UseChoices onChange={draft.setUse} use={draft.use} />
      )}
      {preview && (
        <CampaignPreview
          checked={preview.checked}
          isSame={preview.isSame}
          source={source}
          title={isNew ? null : draft.campaign?.title?.trim() || t('campaign.untitled')}
        />
      )}
    </DialogFrame>
  )
}

/** How the group changes the audience of the campaign. */
function UseChoices(props: {use: GroupUse; onChange: (use: GroupUse) => void}) {
  const {use, onChange} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const name = useId()
  return (
    <ChoiceGroup title={t('campaign.use-how')}>
      {GROUP_USES.map((known) => (
        <RadioChoice
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
