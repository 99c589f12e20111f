import {Flex, Select, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {importLocaleNamespace} from '../importLocale.ts'
import type {ListChoice} from '../../../../core/imports/importDraft.ts'
import type {PeopleStepProps} from './PeopleStep.tsx'
import {Part} from './questions.tsx'

/** What the lists that the files name stand for. */
export function ListsPart(props: PeopleStepProps) {
  const {state, source, lists, dispatch} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const choose = (key: string, value: string) => {
    const choice: ListChoice =
      value === 'new' || value === 'ignore' ? {kind: value} : {kind: 'existing', id: value}
    const listChoices = {...state.draft.listChoices, [key]: choice}
    dispatch({type: 'change', draft: {listChoices}})
  }
  return (
    <Part description={t('lists.description')} title={t('lists.title')}>
      {lists.map(({key, name, choice}, index) => (
        <Flex align="center" gap={3} key={key}>
          <Stack style={{width: 260}}>
            <Text as="label" htmlFor={`${id}-${index}`} size={1} textOverflow="ellipsis">
              {name}
            </Text>
          </Stack>
          <Select
            fontSize={1}
            id={`${id}-${index}`}
            onChange={(event) => choose(key, event.currentTarget.value)}
            padding={2}
            value={choice.kind === 'existing' ? choice.id : choice.kind}
          >
            <option value="new">{t('lists.new')}</option>
            <option value="ignore">{t('lists.ignore')}</option>
            <optgroup label={t('lists.existing')}>
              {source.options.lists.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.title}
                </option>
              ))}
            </optgroup>
          </Select>
        </Flex>
      ))}
    </Part>
  )
}
