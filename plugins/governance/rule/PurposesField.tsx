import {Card, Stack, Text, TextInput} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {MAX_PURPOSE} from '../../../core/shopify/ruleChange.ts'
import type {RuleSettings} from '../../../core/shopify/ruleSettings.ts'
import {READ_FIELDS} from '../../../core/shopify/syncRule.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Field} from './Field.tsx'

/** What a {@link PurposesField} edits. */
export interface PurposesFieldProps {
  value: RuleSettings['purposes']
  /** Whether the rule needs e-mail addresses to be read, for their domains. */
  needsDomains: boolean
  problem: string | undefined
  isReadOnly: boolean
  onChange: (value: RuleSettings['purposes']) => void
}

/** What each field of a customer is read for. */
export function PurposesField(props: PurposesFieldProps) {
  const {value, needsDomains, problem, isReadOnly, onChange} = props
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
