import {Box, Button, Card, Dialog, Flex, Radio, Stack, Text} from '@sanity/ui'
import {useId, useState, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {GROUP_USES, type GroupUse} from '../../../core/audience/combineAudiences.ts'
import {MAX_CAMPAIGN_TITLE} from '../../../core/changes/campaigns/campaignDecisions.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
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
    <Dialog
      footer={
        <Flex gap={2} justify="flex-end" padding={3}>
          <Button fontSize={1} mode="bleed" onClick={onClose} padding={3} text={t('edit.cancel')} />
          <Button
            disabled={!draft.canSave}
            fontSize={1}
            form={`${id}-form`}
            loading={draft.isSaving}
            padding={3}
            text={t(isNew ? 'campaign.create' : 'campaign.change')}
            type="submit"
          />
        </Flex>
      }
      header={t('campaign.use', {title: group.title.trim() || t('card.untitled')})}
      id={id}
      onClose={onClose}
      width={1}
    >
      <Box
        as="form"
        id={`${id}-form`}
        onSubmit={(event) => {
          event.preventDefault()
          if (draft.canSave) void draft.save()
        }}
        padding={4}
      >
        <Stack gap={5}>
          <ChoiceGroup title={t('campaign.where')}>
            <Choice
              isChosen={isNew}
              isDisabled={!may.create}
              name={`${id}-way`}
              onChoose={() => choose('new')}
              text={t(may.create ? 'campaign.new' : 'campaign.no-create')}
            />
            <Choice
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
          {others.map((each) => (
            <Card key={each.code} padding={3} radius={2} role="alert" tone="critical">
              <Text size={1}>{problemText(each)}</Text>
            </Card>
          ))}
        </Stack>
      </Box>
    </Dialog>
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

/** A radio group with a heading. */
function ChoiceGroup(props: {title: string; children: ReactNode}) {
  const id = useId()
  return (
    <Stack aria-labelledby={id} gap={3} role="radiogroup">
      <Text id={id} size={1} weight="medium">
        {props.title}
      </Text>
      {props.children}
    </Stack>
  )
}

interface ChoiceProps {
  /** Name of the radio group. */
  name: string
  text: string
  description?: string
  isChosen: boolean
  isDisabled?: boolean
  onChoose: () => void
}

/** A radio button with a description. */
function Choice(props: ChoiceProps) {
  const {name, text, description, isChosen, isDisabled = false, onChoose} = props
  const id = useId()
  return (
    <Flex gap={3}>
      <Radio
        aria-describedby={description === undefined ? undefined : `${id}-description`}
        checked={isChosen}
        disabled={isDisabled}
        id={id}
        name={name}
        onChange={onChoose}
      />
      <Stack flex={1} gap={2} paddingTop={1}>
        <Text as="label" htmlFor={id} muted={isDisabled} size={1}>
          {text}
        </Text>
        {description !== undefined && (
          <Text id={`${id}-description`} muted size={1}>
            {description}
          </Text>
        )}
      </Stack>
    </Flex>
  )
}
