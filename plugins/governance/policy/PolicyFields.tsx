import {Box, Card, Checkbox, Flex, Select, Stack, Text, TextInput} from '@sanity/ui'
import {useId, useState, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {FALLBACK_TIME_ZONE} from '../../../core/time/localDate.ts'
import {EVERYBODY} from '../../../core/audience/definition.ts'
import {REDACTION_LEVELS} from '../../../core/shopify/customerTally.ts'
import type {RuleSetting} from '../../../core/shopify/ruleSettings.ts'
import {SYNC_MODES, SYNC_SCHEDULES} from '../../../core/shopify/syncRule.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {CustomerConditions} from '../rule/CustomerConditions.tsx'
import {NumberField} from '../rule/NumberField.tsx'
import {PurposesField} from '../rule/PurposesField.tsx'
import {TagsField} from '../rule/TagsField.tsx'
import type {PolicyWork} from './usePolicy.ts'

interface ChoiceProps<T extends string> {
  label: string
  values: readonly T[]
  value: T
  titleOf: (value: T) => string
  onChange: (value: T) => void
}

function Choice<T extends string>({label, values, value, titleOf, onChange}: ChoiceProps<T>) {
  return (
    <Select
      aria-label={label}
      fontSize={1}
      onChange={(event) => {
        const chosen = values.find((each) => each === event.currentTarget.value)
        if (chosen !== undefined) onChange(chosen)
      }}
      padding={2}
      value={value}
    >
      {values.map((each) => (
        <option key={each} value={each}>
          {titleOf(each)}
        </option>
      ))}
    </Select>
  )
}

/** The settings that a policy gives to all its sites; each is left alone unless it is ticked. */
export function PolicyFields({work}: {work: PolicyWork}) {
  const {settings, included, set, include} = work
  const {t} = useTranslation(governanceLocaleNamespace)
  const id = useId()
  const [definition, setDefinition] = useState(EVERYBODY)
  const row = (name: RuleSetting, label: string, input: ReactNode) => (
    <Card key={name} padding={2} radius={2} tone={included.has(name) ? 'primary' : 'default'}>
      <Stack gap={3}>
        <label htmlFor={`${id}-${name}`}>
          <Flex align="center" gap={3}>
            <Checkbox
              checked={included.has(name)}
              id={`${id}-${name}`}
              onChange={(event) => include(name, event.currentTarget.checked)}
            />
            <Text size={1}>{label}</Text>
          </Flex>
        </label>
        {included.has(name) && <Box paddingLeft={4}>{input}</Box>}
      </Stack>
    </Card>
  )
  return (
    <Stack gap={1}>
      {row(
        'mode',
        t('rule.mode'),
        <Choice
          label={t('rule.mode')}
          onChange={(mode) => set({mode})}
          titleOf={(value) => t(`rule.mode.${value}`)}
          value={settings.mode}
          values={SYNC_MODES}
        />,
      )}
      {row(
        'conditions',
        t('rule.conditions'),
        <CustomerConditions
          isReadOnly={false}
          onChange={(next) => {
            setDefinition(next)
            set({conditions: JSON.stringify(next)})
          }}
          site=""
          timeZone={FALLBACK_TIME_ZONE}
          value={definition}
        />,
      )}
      {row(
        'redactionLevel',
        t('rule.level'),
        <Choice
          label={t('rule.level')}
          onChange={(redactionLevel) => set({redactionLevel})}
          titleOf={(value) => t(`rule.level.${value}`)}
          value={settings.redactionLevel}
          values={REDACTION_LEVELS}
        />,
      )}
      {row(
        'cellThreshold',
        t('rule.threshold'),
        <NumberField
          hint=""
          isReadOnly={false}
          label={t('rule.threshold')}
          onChange={(cellThreshold) => set({cellThreshold})}
          value={settings.cellThreshold}
        />,
      )}
      {row(
        'allowedTags',
        t('rule.tags'),
        <TagsField
          isReadOnly={false}
          onChange={(allowedTags) => set({allowedTags})}
          problem={undefined}
          value={settings.allowedTags}
        />,
      )}
      {row(
        'schedule',
        t('rule.schedule'),
        <Choice
          label={t('rule.schedule')}
          onChange={(schedule) => set({schedule})}
          titleOf={(value) => t(`rule.schedule.${value}`)}
          value={settings.schedule}
          values={SYNC_SCHEDULES}
        />,
      )}
      {row(
        'purposes',
        t('rule.purposes'),
        <PurposesField
          isReadOnly={false}
          needsDomains
          onChange={(purposes) => set({purposes})}
          problem={undefined}
          value={settings.purposes}
        />,
      )}
      {row(
        'approvalReference',
        t('rule.approval'),
        <TextInput
          aria-label={t('rule.approval')}
          fontSize={1}
          onChange={(event) => set({approvalReference: event.currentTarget.value || null})}
          padding={2}
          value={settings.approvalReference ?? ''}
        />,
      )}
      {row(
        'approvalUntil',
        t('rule.approval-until'),
        <TextInput
          aria-label={t('rule.approval-until')}
          fontSize={1}
          onChange={(event) => set({approvalUntil: event.currentTarget.value || null})}
          padding={2}
          type="date"
          value={settings.approvalUntil ?? ''}
        />,
      )}
      {row(
        'keepDays',
        t('rule.keep'),
        <NumberField
          hint=""
          isReadOnly={false}
          label={t('rule.keep')}
          onChange={(keepDays) => set({keepDays})}
          value={settings.keepDays}
        />,
      )}
      {row(
        'tenantMayEdit',
        t('rule.tenant'),
        <Choice
          label={t('rule.tenant')}
          onChange={(value) => set({tenantMayEdit: value === 'yes'})}
          titleOf={(value) => t(`policy.${value}`)}
          value={settings.tenantMayEdit ? 'yes' : 'no'}
          values={['no', 'yes'] as const}
        />,
      )}
    </Stack>
  )
}
