import {Card, Stack, Text, TextInput} from '@sanity/ui'
import {useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import type {AudienceDefinition} from '../../../core/audience/definition.ts'
import {CUSTOMER_FIELDS} from '../../../core/shopify/customerFields.ts'
import {MAX_PURPOSE} from '../../../core/shopify/ruleChange.ts'
import type {RuleSettings} from '../../../core/shopify/ruleSettings.ts'
import {READ_FIELDS} from '../../../core/shopify/syncRule.ts'
import {BuilderBody} from '../../audience/builder/BuilderBody.tsx'
import {BuilderLayout} from '../../audience/builder/builderStyles.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {useAudienceCheck} from '../../audience/source/useAudienceSource.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Field, RadioField} from './inputs.tsx'

/** Which customers a rule counts: the audience builder over the fields of Shopify's customers. */
export function CustomerConditions(props: {
  site: string
  timeZone: string
  value: AudienceDefinition
  isReadOnly?: boolean
  onChange: (value: AudienceDefinition) => void
}) {
  const {site, timeZone, value, isReadOnly = false, onChange} = props
  const source = useMemo(
    (): AudienceSource => ({
      site,
      timeZone,
      fields: CUSTOMER_FIELDS,
      hasCustomFields: false,
      segments: new Map(),
      campaigns: new Map(),
      options: {
        statuses: [],
        tags: [],
        lists: [],
        campaigns: [],
        segments: [],
        owners: [],
        forms: [],
        consentTexts: [],
      },
      titleOf: () => null,
    }),
    [site, timeZone],
  )
  const checked = useAudienceCheck(source, value, null)
  return (
    <BuilderLayout>
      <BuilderBody
        checked={checked}
        isReadOnly={isReadOnly}
        onChange={onChange}
        segmentId={null}
        source={source}
        value={value}
      />
    </BuilderLayout>
  )
}

function parseTags(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim())
  return tags.filter((tag) => tag !== '')
}

/** Which tags of customers may be shown. */
export function TagsField(props: {
  /** `null`: all that enough customers have. */
  value: readonly string[] | null
  problem?: string | undefined
  isReadOnly?: boolean
  onChange: (value: readonly string[] | null) => void
}) {
  const {value, problem, isReadOnly = false, onChange} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const [typed, setTyped] = useState((value ?? []).join(', '))
  return (
    <Stack gap={3}>
      <RadioField
        choices={(['all', 'some'] as const).map((choice) => ({
          value: choice,
          title: t(`rule.tags.${choice}`),
          note: t(`rule.tags.${choice}-note`),
        }))}
        isReadOnly={isReadOnly}
        label={t('rule.tags')}
        onChange={(choice) => onChange(choice === 'all' ? null : parseTags(typed))}
        value={value === null ? 'all' : 'some'}
      />
      {value !== null && (
        <Field hint={t('rule.tags.list-hint')} label={t('rule.tags.list')} problem={problem}>
          {(input) => (
            <TextInput
              {...input}
              fontSize={1}
              onChange={(event) => {
                setTyped(event.currentTarget.value)
                onChange(parseTags(event.currentTarget.value))
              }}
              padding={2}
              readOnly={isReadOnly}
              value={typed}
            />
          )}
        </Field>
      )}
    </Stack>
  )
}

/** The purpose for which each field of a customer is read. */
export function PurposesField(props: {
  value: RuleSettings['purposes']
  /** Whether the rule needs e-mail addresses to be read, for their domains. */
  needsDomains: boolean
  problem?: string | undefined
  isReadOnly?: boolean
  onChange: (value: RuleSettings['purposes']) => void
}) {
  const {value, needsDomains, problem, isReadOnly = false, onChange} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const read = READ_FIELDS.filter(({name}) => name !== 'emailDomain' || needsDomains)
  const missing = read.filter(({name}) => !value[name]?.trim())
  return (
    <Stack gap={3}>
      <Text size={1} weight="medium">
        {t('rule.purposes')}
      </Text>
      <Text muted size={1}>
        {t(needsDomains ? 'rule.purposes.with-domains' : 'rule.purposes.without-domains')}
      </Text>
      {read.map(({name}) => (
        <Field key={name} label={t(`rule.read.${name}`)}>
          {(input) => (
            <TextInput
              {...input}
              fontSize={1}
              maxLength={MAX_PURPOSE}
              onChange={(event) => onChange({...value, [name]: event.currentTarget.value})}
              padding={2}
              readOnly={isReadOnly}
              value={value[name] ?? ''}
            />
          )}
        </Field>
      ))}
      {(problem || missing.length > 0) && (
        <Card padding={2} radius={2} tone={problem ? 'critical' : 'caution'}>
          <Text size={1}>{problem ?? t('rule.purposes.missing', {count: missing.length})}</Text>
        </Card>
      )}
    </Stack>
  )
}
