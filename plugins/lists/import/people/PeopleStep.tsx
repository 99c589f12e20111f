import {Checkbox, Flex, Select, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import {
  asksForSubscriptions,
  type ConsentGap,
  type NamedList,
} from '../../../../core/imports/importDraft.ts'
import type {AudienceSource} from '../../../audience/source/audienceSource.ts'
import {LabelledField} from '../../../ui/LabelledField.tsx'
import {importLocaleNamespace} from '../importLocale.ts'
import type {WizardEvent, WizardState} from '../wizardState.ts'
import {ConsentPart} from './ConsentPart.tsx'
import {ExistingPart} from './ExistingPart.tsx'
import {ListsPart} from './ListsPart.tsx'
import {Part} from './questions.tsx'
import {TextTokens} from './TextTokens.tsx'

/** What the {@link PeopleStep} shows. */
export interface PeopleStepProps {
  state: WizardState
  source: AudienceSource
  /** What the consent lacks; shown once the person tried to continue. */
  gaps: readonly ConsentGap[]
  /** Lists that the files name. */
  lists: readonly NamedList[]
  today: string
  dispatch: (event: WizardEvent) => void
}

/** The third page: what these people agreed to, what becomes of leads that exist, and what is added. */
export function PeopleStep(props: PeopleStepProps) {
  const {state, source, dispatch} = props
  const {draft} = state
  const email = useCurrentUser()?.email ?? ''
  const notifyId = useId()
  const {t} = useTranslation(importLocaleNamespace)
  return (
    <Stack gap={5}>
      {asksForSubscriptions(draft) ? (
        <ConsentPart {...props} />
      ) : (
        <Part description={t('consent.nobody')} title={t('consent.nobody-title')} />
      )}
      <ExistingPart draft={draft} dispatch={dispatch} />
      {props.lists.length > 0 && <ListsPart {...props} />}
      <Part description={t('add.description')} title={t('add.title')}>
        <TextTokens
          label={t('add.tags')}
          onChange={(tags) => dispatch({type: 'change', draft: {tags}})}
          suggestions={source.options.tags.map(({value}) => value)}
          values={draft.tags}
        />
        <Choose
          label={t('add.lists')}
          none={t('add.no-lists')}
          onChange={(lists) => dispatch({type: 'change', draft: {lists}})}
          options={source.options.lists}
          values={draft.lists}
        />
        <Choose
          label={t('add.campaigns')}
          none={t('add.no-campaigns')}
          onChange={(campaigns) => dispatch({type: 'change', draft: {campaigns}})}
          options={source.options.campaigns}
          values={draft.campaigns}
        />
      </Part>
      {email !== '' && (
        <Flex align="center" gap={3}>
          <Checkbox
            checked={draft.notify !== null}
            id={notifyId}
            onChange={(event) =>
              dispatch({
                type: 'change',
                draft: {notify: event.currentTarget.checked ? email : null},
              })
            }
          />
          <Text as="label" htmlFor={notifyId} size={1}>
            {t('add.notify', {email})}
          </Text>
        </Flex>
      )}
    </Stack>
  )
}

/** Chooses some of a site's lists or campaigns. */
function Choose(props: {
  label: string
  none: string
  options: readonly {value: string; title: string}[]
  values: readonly string[]
  onChange: (values: string[]) => void
}) {
  const {label, none, options, values, onChange} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const title = (value: string) => options.find((one) => one.value === value)?.title ?? value
  const left = options.filter(({value}) => !values.includes(value))
  return (
    <LabelledField id={id} label={label}>
      <Stack gap={2}>
        <Select
          disabled={left.length === 0}
          fontSize={1}
          id={id}
          onChange={(event) => {
            const {value} = event.currentTarget
            if (value !== '') onChange([...values, value])
          }}
          value=""
        >
          <option value="">
            {left.length === 0 && values.length === 0 ? none : t('add.choose')}
          </option>
          {left.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </Select>
        {values.map((value) => (
          <Flex gap={2} key={value}>
            <Checkbox
              aria-label={title(value)}
              checked
              onChange={() => onChange(values.filter((one) => one !== value))}
            />
            <Text size={1}>{title(value)}</Text>
          </Flex>
        ))}
      </Stack>
    </LabelledField>
  )
}
