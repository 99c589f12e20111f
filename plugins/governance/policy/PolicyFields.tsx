import {Box, Card, Checkbox, Flex, Stack, Text} from '@sanity/ui'
import {useId, useState, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {EVERYBODY} from '../../../core/audience/definition.ts'
import {REDACTION_LEVELS} from '../../../core/shopify/customerTally.ts'
import type {RuleSetting} from '../../../core/shopify/ruleSettings.ts'
import {SYNC_MODES, SYNC_SCHEDULES} from '../../../core/shopify/syncRule.ts'
import {FALLBACK_TIME_ZONE} from '../../../core/time/localDate.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {ChoiceSelect, NumberField, OptionalDay, OptionalText} from '../rule/inputs.tsx'
import {CustomerConditions, PurposesField, TagsField} from '../rule/settingInputs.tsx'
import type {PolicyWork} from './usePolicy.ts'

/** The settings that a policy gives to all its sites. Only ticked ones are part of it. */
export function PolicyFields({work}: {work: PolicyWork}) {
  const {settings, included, set, include} = work
  const {t} = useTranslation(governanceLocaleNamespace)
  const id = useId()
  const [definition, setDefinition] = useState(EVERYBODY)
  const field = (name: RuleSetting, label: string, inputOf: (label: string) => ReactNode) => (
    <Card padding={2} radius={2} tone={included.has(name) ? 'primary' : 'default'}>
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
        {included.has(name) && <Box paddingLeft={4}>{inputOf(label)}</Box>}
      </Stack>
    </Card>
  )
  return (
    <Stack gap={1}>
      {field('mode', t('rule.mode'), (label) => (
        <ChoiceSelect
          aria-label={label}
          onChange={(mode) => set({mode})}
          textOf={(value) => t(`rule.mode.${value}`)}
          value={settings.mode}
          values={SYNC_MODES}
        />
      ))}
      {field('conditions', t('rule.conditions'), () => (
        <CustomerConditions
          onChange={(next) => {
            setDefinition(next)
            set({conditions: JSON.stringify(next)})
          }}
          site=""
          timeZone={FALLBACK_TIME_ZONE}
          value={definition}
        />
      ))}
      {field('redactionLevel', t('rule.level'), (label) => (
        <ChoiceSelect
          aria-label={label}
          onChange={(redactionLevel) => set({redactionLevel})}
          textOf={(value) => t(`rule.level.${value}`)}
          value={settings.redactionLevel}
          values={REDACTION_LEVELS}
        />
      ))}
      {field('cellThreshold', t('rule.threshold'), (label) => (
        <NumberField
          label={label}
          onChange={(cellThreshold) => set({cellThreshold})}
          value={settings.cellThreshold}
        />
      ))}
      {field('allowedTags', t('rule.tags'), () => (
        <TagsField onChange={(allowedTags) => set({allowedTags})} value={settings.allowedTags} />
      ))}
      {field('schedule', t('rule.schedule'), (label) => (
        <ChoiceSelect
          aria-label={label}
          onChange={(schedule) => set({schedule})}
          textOf={(value) => t(`rule.schedule.${value}`)}
          value={settings.schedule}
          values={SYNC_SCHEDULES}
        />
      ))}
      {field('purposes', t('rule.purposes'), () => (
        <PurposesField
          needsDomains
          onChange={(purposes) => set({purposes})}
          value={settings.purposes}
        />
      ))}
      {field('approvalReference', t('rule.approval'), (label) => (
        <OptionalText
          aria-label={label}
          onChange={(approvalReference) => set({approvalReference})}
          value={settings.approvalReference}
        />
      ))}
      {field('approvalUntil', t('rule.approval-until'), (label) => (
        <OptionalDay
          aria-label={label}
          onChange={(approvalUntil) => set({approvalUntil})}
          value={settings.approvalUntil}
        />
      ))}
      {field('keepDays', t('rule.keep'), (label) => (
        <NumberField
          label={label}
          onChange={(keepDays) => set({keepDays})}
          value={settings.keepDays}
        />
      ))}
      {field('tenantMayEdit', t('rule.tenant'), (label) => (
        <ChoiceSelect
          aria-label={label}
          onChange={(value) => set({tenantMayEdit: value === 'yes'})}
          textOf={(value) => t(`policy.${value}`)}
          value={settings.tenantMayEdit ? 'yes' : 'no'}
          values={['no', 'yes']}
        />
      ))}
    </Stack>
  )
}
