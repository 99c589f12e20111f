import {Flex, Select, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {importLocaleNamespace} from '../importLocale.ts'
import {includedFiles, type ImportDraft} from '../../../../core/imports/importDraft.ts'
import {CONFLICT_RULES} from '../../../../core/imports/importPlan.ts'
import {possibleKeys, type MatchKey} from '../../../../core/imports/matchKey.ts'
import {LabelledField} from '../../../ui/LabelledField.tsx'
import type {WizardEvent} from '../wizardState.ts'
import {RadioChoice} from '../../../ui/ChoiceGroup.tsx'
import {Part} from './questions.tsx'

/** Names of fields that the files fill, as the choices name them. */
function filledFields(draft: ImportDraft): string[] {
  const names = includedFiles(draft).flatMap(({mapping}) =>
    mapping.columns.flatMap(({target}) => {
      if (target.kind === 'field' && target.field !== 'email') return [target.field]
      if (target.kind === 'namePart') return ['name']
      if (target.kind === 'custom') return [`customFields.${target.name}`]
      return target.kind === 'status' ? ['status'] : []
    }),
  )
  return [...new Set(names)]
}

/** A key as the value of a list. */
function nameOf(key: MatchKey): string {
  return key.kind === 'phone' ? 'phone' : `custom:${key.name}`
}

/** What becomes of leads that exist already. */
export function ExistingPart(props: {draft: ImportDraft; dispatch: (event: WizardEvent) => void}) {
  const {draft, dispatch} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const fields = filledFields(draft)
  const keys = possibleKeys(includedFiles(draft).map(({mapping}) => mapping))
  return (
    <Part description={t('existing.description')} title={t('existing.title')}>
      <Stack aria-label={t('existing.title')} gap={4} role="radiogroup">
        {CONFLICT_RULES.map((rule) => (
          <RadioChoice
            description={t(`existing.${rule}-note`)}
            isChosen={draft.existing === rule}
            key={rule}
            name={id}
            onChoose={() => dispatch({type: 'change', draft: {existing: rule}})}
            text={t(`existing.${rule}`)}
          />
        ))}
      </Stack>
      {keys.length > 0 && (
        <LabelledField
          id={`${id}-match`}
          label={t('existing.match')}
          note={draft.match ? t('existing.match-note') : null}
        >
          <Select
            fontSize={1}
            id={`${id}-match`}
            onChange={(event) => {
              const match = keys.find((key) => nameOf(key) === event.currentTarget.value) ?? null
              dispatch({type: 'change', draft: {match}})
            }}
            padding={2}
            value={draft.match ? nameOf(draft.match) : ''}
          >
            <option value="">{t('existing.match-none')}</option>
            {keys.map((key) => (
              <option key={nameOf(key)} value={nameOf(key)}>
                {key.kind === 'phone'
                  ? t('existing.match-phone')
                  : t('existing.match-custom', {name: key.name})}
              </option>
            ))}
          </Select>
        </LabelledField>
      )}
      {fields.length > 0 && (
        <details>
          <summary style={{cursor: 'pointer', fontSize: 13}}>{t('existing.by-field')}</summary>
          <Stack gap={2} paddingTop={3}>
            {fields.map((field) => (
              <Flex align="center" gap={3} key={field}>
                <Stack style={{width: 220}}>
                  <Text as="label" htmlFor={`${id}-${field}`} size={1} textOverflow="ellipsis">
                    {field.startsWith('customFields.')
                      ? field.slice('customFields.'.length)
                      : t(`target.${field === 'status' ? 'status' : `field.${field}`}`)}
                  </Text>
                </Stack>
                <Select
                  fontSize={1}
                  id={`${id}-${field}`}
                  onChange={(event) => {
                    const chosen = CONFLICT_RULES.find((rule) => rule === event.currentTarget.value)
                    const others = Object.entries(draft.fields).filter(([name]) => name !== field)
                    const changed = chosen ? [...others, [field, chosen] as const] : others
                    dispatch({type: 'change', draft: {fields: Object.fromEntries(changed)}})
                  }}
                  padding={2}
                  value={draft.fields[field] ?? ''}
                >
                  <option value="">{t('existing.as-all')}</option>
                  {CONFLICT_RULES.map((rule) => (
                    <option key={rule} value={rule}>
                      {t(`existing.${rule}`)}
                    </option>
                  ))}
                </Select>
              </Flex>
            ))}
          </Stack>
        </details>
      )}
    </Part>
  )
}
