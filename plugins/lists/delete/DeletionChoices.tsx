import {Card, Flex, Radio, Stack, Text, TextInput} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {LabelledField} from '../../ui/LabelledField.tsx'
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
      <Stack aria-labelledby={`${id}-what`} gap={4} role="radiogroup">
        <Text id={`${id}-what`} size={1} weight="medium">
          {t('delete.what', {count: members})}
        </Text>
        <Choice
          description={t('delete.keep-description', {count: members})}
          isChosen={!draft.withLeads}
          name={id}
          onChoose={() => draft.setWithLeads(false)}
          text={t('delete.keep')}
        />
        <Choice
          description={t(only > 0 ? 'delete.only-description' : 'delete.only-none', {
            rest: members - only,
          })}
          isChosen={draft.withLeads}
          isDisabled={only === 0}
          name={id}
          onChoose={() => draft.setWithLeads(true)}
          text={t(only > 0 ? 'delete.only' : 'delete.only-nobody', {count: only})}
        />
      </Stack>
      {draft.withLeads && (
        <>
          <Card border padding={3} radius={2} tone="caution">
            <Text size={1}>{t('delete.stays')}</Text>
          </Card>
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

interface ChoiceProps {
  /** Name of the radio group. */
  name: string
  text: string
  description: string
  isChosen: boolean
  isDisabled?: boolean
  onChoose: () => void
}

function Choice(props: ChoiceProps) {
  const {name, text, description, isChosen, isDisabled = false, onChoose} = props
  const id = useId()
  return (
    <Flex gap={3}>
      <Radio
        aria-describedby={`${id}-description`}
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
        <Text id={`${id}-description`} muted size={1}>
          {description}
        </Text>
      </Stack>
    </Flex>
  )
}
