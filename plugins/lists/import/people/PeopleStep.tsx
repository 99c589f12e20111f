import {Card, Checkbox, Flex, Radio, Select, Stack, Text, TextArea, TextInput} from '@sanity/ui'
import {useId, type ReactNode} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import {
  asksForSubscriptions,
  includedFiles,
  type ConsentGap,
  type ImportDraft,
  type ListChoice,
  type NamedList,
} from '../../../../core/imports/importDraft.ts'
import type {ConflictRule} from '../../../../core/imports/importPlan.ts'
import type {AudienceSource} from '../../../audience/source/audienceSource.ts'
import {LabelledField} from '../../../ui/LabelledField.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {importLocaleNamespace} from '../importLocale.ts'
import type {WizardEvent, WizardState} from '../wizardState.ts'
import {TextTokens} from './TextTokens.tsx'

/** What the {@link PeopleStep} shows. */
export interface PeopleStepProps {
  state: WizardState
  source: AudienceSource
  /** What the consent lacks; shown once the person tried to go on. */
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
      {asksForSubscriptions(draft) && <ConsentPart {...props} />}
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
        <Flex gap={3} padding={2}>
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

/** A titled group of questions. */
function Part(props: {title: string; description: string; children: ReactNode}) {
  const {title, description, children} = props
  const id = useId()
  return (
    <Card aria-labelledby={id} as="section" border padding={4} radius={3}>
      <Stack gap={4}>
        <Stack gap={3}>
          <Text as="h3" id={id} size={1} weight="semibold">
            {title}
          </Text>
          <Text muted size={1}>
            {description}
          </Text>
        </Stack>
        {children}
      </Stack>
    </Card>
  )
}

/** A choice of which one holds. */
function Choice(props: {
  name: string
  isChosen: boolean
  label: string
  note?: string
  onChoose: () => void
}) {
  const {name, isChosen, label, note, onChoose} = props
  const id = useId()
  return (
    <Flex gap={3}>
      <Radio checked={isChosen} id={id} name={name} onChange={onChoose} />
      <Stack flex={1} gap={2}>
        <Text as="label" htmlFor={id} size={1} weight="medium">
          {label}
        </Text>
        {note && (
          <Text muted size={1}>
            {note}
          </Text>
        )}
      </Stack>
    </Flex>
  )
}

/** What the people of the files agreed to. */
function ConsentPart(props: PeopleStepProps) {
  const {state, gaps, today, dispatch} = props
  const {consent, sendConfirmation} = state.draft
  const {t} = useTranslation(importLocaleNamespace)
  const {document: site} = useSiteContext()
  const id = useId()
  const change = (next: Partial<ImportDraft['consent']>) =>
    dispatch({type: 'change-consent', consent: next})
  const texts = (site.consentTexts ?? []).filter(({purpose}) => purpose === 'newsletter')
  const problem = (gap: ConsentGap) => (gaps.includes(gap) ? t(`consent.${gap}`) : null)
  return (
    <Part description={t('consent.description')} title={t('consent.title')}>
      <Stack aria-label={t('consent.title')} gap={4} role="radiogroup">
        <Choice
          isChosen={consent.isStated === true}
          label={t('consent.yes')}
          name={id}
          note={t('consent.yes-note')}
          onChoose={() => change({isStated: true})}
        />
        <Choice
          isChosen={consent.isStated === false}
          label={t('consent.no')}
          name={id}
          note={t('consent.no-note')}
          onChoose={() => change({isStated: false})}
        />
      </Stack>
      {gaps.includes('unanswered') && <Problem text={t('consent.unanswered')} />}
      {consent.isStated === true && (
        <Stack gap={4}>
          {texts.length > 0 && (
            <LabelledField id={`${id}-known`} label={t('consent.known')}>
              <Select
                fontSize={1}
                id={`${id}-known`}
                onChange={(event) => {
                  const chosen = texts[Number(event.currentTarget.value)]
                  change(
                    chosen
                      ? {text: chosen.text, textId: chosen.id, textVersion: chosen.version}
                      : {textId: null, textVersion: null},
                  )
                }}
                value={texts.findIndex(
                  (one) => one.id === consent.textId && one.version === consent.textVersion,
                )}
              >
                <option value={-1}>{t('consent.other')}</option>
                {texts.map((one, index) => (
                  <option key={`${one.id} ${one.version}`} value={index}>
                    {t('consent.version', {id: one.id, version: one.version})}
                  </option>
                ))}
              </Select>
            </LabelledField>
          )}
          <LabelledField id={`${id}-text`} label={t('consent.text')} note={problem('no-text')}>
            <TextArea
              fontSize={1}
              id={`${id}-text`}
              onChange={(event) =>
                change({text: event.currentTarget.value, textId: null, textVersion: null})
              }
              rows={3}
              value={consent.text}
            />
          </LabelledField>
          <Flex gap={4} wrap="wrap">
            <LabelledField
              id={`${id}-on`}
              label={t('consent.on')}
              note={problem('no-day') ?? problem('future-day') ?? t('consent.on-note')}
            >
              <TextInput
                fontSize={1}
                id={`${id}-on`}
                max={today}
                onChange={(event) => change({on: event.currentTarget.value})}
                type="date"
                value={consent.on}
              />
            </LabelledField>
            <Stack flex={1} style={{minWidth: 220}}>
              <LabelledField
                id={`${id}-where`}
                label={t('consent.where')}
                note={problem('no-place') ?? t('consent.where-note')}
              >
                <TextInput
                  fontSize={1}
                  id={`${id}-where`}
                  onChange={(event) => change({where: event.currentTarget.value})}
                  value={consent.where}
                />
              </LabelledField>
            </Stack>
          </Flex>
        </Stack>
      )}
      {consent.isStated === false && (
        <Flex gap={3}>
          <Checkbox
            checked={sendConfirmation}
            id={`${id}-confirm`}
            onChange={(event) =>
              dispatch({type: 'change', draft: {sendConfirmation: event.currentTarget.checked}})
            }
          />
          <Stack flex={1} gap={2}>
            <Text as="label" htmlFor={`${id}-confirm`} size={1}>
              {t('consent.confirm')}
            </Text>
            <Text muted size={1}>
              {t('consent.confirm-note')}
            </Text>
          </Stack>
        </Flex>
      )}
    </Part>
  )
}

function Problem(props: {text: string}) {
  return (
    <Card padding={3} radius={2} role="alert" tone="critical">
      <Text size={1}>{props.text}</Text>
    </Card>
  )
}

const RULES: readonly ConflictRule[] = ['fill', 'overwrite', 'skip']

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

/** What becomes of leads that exist already. */
function ExistingPart(props: {draft: ImportDraft; dispatch: (event: WizardEvent) => void}) {
  const {draft, dispatch} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const fields = filledFields(draft)
  return (
    <Part description={t('existing.description')} title={t('existing.title')}>
      <Stack aria-label={t('existing.title')} gap={4} role="radiogroup">
        {RULES.map((rule) => (
          <Choice
            isChosen={draft.existing === rule}
            key={rule}
            label={t(`existing.${rule}`)}
            name={id}
            note={t(`existing.${rule}-note`)}
            onChoose={() => dispatch({type: 'change', draft: {existing: rule}})}
          />
        ))}
      </Stack>
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
                    const chosen = RULES.find((rule) => rule === event.currentTarget.value)
                    const others = Object.entries(draft.fields).filter(([name]) => name !== field)
                    const changed = chosen ? [...others, [field, chosen] as const] : others
                    dispatch({type: 'change', draft: {fields: Object.fromEntries(changed)}})
                  }}
                  padding={2}
                  value={draft.fields[field] ?? ''}
                >
                  <option value="">{t('existing.as-all')}</option>
                  {RULES.map((rule) => (
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

/** Chooses some of a site's lists or campaigns. */
function Choose(props: {
  label: string
  none: string
  options: readonly {value: string; title: string}[]
  values: readonly string[]
  onChange: (values: string[]) => void
}) {
  const {label, none, options, values, onChange} = props
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
          <option value="">{left.length === 0 && values.length === 0 ? none : '—'}</option>
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

/** What the lists that the files name stand for. */
function ListsPart(props: PeopleStepProps) {
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
