import {Box, Button, Card, Dialog, Flex, Stack, Text} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {MAX_CAMPAIGN_TITLE} from '../../../core/changes/campaigns/campaignDecisions.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {TitleField} from '../edit/TitleField.tsx'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {CampaignPicker} from './CampaignPicker.tsx'
import {CampaignPreview} from './CampaignPreview.tsx'
import {Choice} from './Choice.tsx'
import {ChoiceGroup} from './ChoiceGroup.tsx'
import type {CampaignGrants} from './useCampaignGrants.ts'
import {useCampaignToast} from './useCampaignToast.tsx'
import {useCampaignUse, type CampaignWay} from './useCampaignUse.ts'
import {UseChoices} from './UseChoices.tsx'

/** What a {@link UseInCampaignDialog} uses. */
export interface UseInCampaignDialogProps {
  segment: SegmentEntry
  source: AudienceSource
  may: CampaignGrants
  onClose: () => void
}

/** Uses a segment in a new campaign, or in one that is being written. */
export function UseInCampaignDialog(props: UseInCampaignDialogProps) {
  const {segment, source, may, onClose} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  const tell = useCampaignToast()
  const draft = useCampaignUse(segment, source, may.create ? 'new' : 'existing', (written, way) => {
    tell(written, way)
    onClose()
  })
  const {way, outlook, problems} = draft
  // Whoever goes through the choices by keyboard stays with them.
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
      header={t('campaign.use', {title: segment.title?.trim() || t('card.untitled')})}
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
              problem={problems.find(({field}) => field === 'title')?.reason ?? null}
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
          {outlook && (
            <CampaignPreview
              checked={outlook.checked}
              isSame={outlook.isSame}
              source={source}
              title={isNew ? null : draft.campaign?.title?.trim() || t('campaign.untitled')}
            />
          )}
          {others.map(({reason}) => (
            <Card key={reason} padding={3} radius={2} role="alert" tone="critical">
              <Text size={1}>{reason}</Text>
            </Card>
          ))}
        </Stack>
      </Box>
    </Dialog>
  )
}
