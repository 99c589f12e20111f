import {Stack, Text, TextInput} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {ChoiceGroup, RadioChoice} from '../../ui/ChoiceGroup.tsx'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {Notice} from '../../ui/Notice.tsx'
import type {DeletionPreview} from '../data/deletionData.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'
import type {DeletionDraft} from './useDeletionDraft.ts'

/** Asks what becomes of the leads of a list, with exact numbers. */
export function DeletionChoices(props: {draft: DeletionDraft; preview: DeletionPreview}) {
  const {draft, preview} = props
  const {members, only} = preview
  const {t} = useTranslation(listsLocaleNamespace)
  const id = useId()
  return (
    <Stack gap={5}>
      <ChoiceGroup title={t('delete.what', {count: members})}>
        <RadioChoice
          description={t('delete.keep-description', {count: members})}
          isChosen={!draft.withLeads}
          name={id}
          onChoose={() => draft.setWithLeads(false)}
          text={t('delete.keep')}
        />
        <RadioChoice
          description={t(only > 0 ? 'delete.only-description' : 'delete.only-none', {
            rest: members - only,
          })}
          isChosen={draft.withLeads}
          isDisabled={only === 0}
          name={id}
          onChoose={() => draft.setWithLeads(true)}
          text={t(only > 0 ? 'delete.only' : 'delete.only-nobody', {count: only})}
        />
      </ChoiceGroup>
      {draft.withLeads && (
        <>
          <Notice text={t('delete.stays')} tone="caution" />
          <LabelledField id={`${id}-typed`} label={t('delete.type', {count: only})}>
            <TextInput
              autoComplete="off"
              fontSize={1}
              id={`${id}-typed`}
              inputMode="numeric"
              onChange={(event) => draft.setTyped(event.currentTarget.value)}
              padding={3}
              value={draft.typed}
            />
          </LabelledField>
        </>
      )}
      <Text muted size={1}>
        {t('delete.undo')}
      </Text>
    </Stack>
  )
}
