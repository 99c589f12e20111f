import {Card, Checkbox, Flex, Grid, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {REDACTION_LEVELS, showsDomains} from '../../../core/shopify/customerTally.ts'
import {MIN_THRESHOLD} from '../../../core/shopify/publishCells.ts'
import {
  needsEmailDomains,
  readSyncRule,
  SYNC_MODES,
  SYNC_SCHEDULES,
} from '../../../core/shopify/syncRule.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {ChoiceSelect, Field, NumberField, OptionalDay, OptionalText, RadioField} from './inputs.tsx'
import {CustomerConditions, PurposesField, TagsField} from './settingInputs.tsx'
import type {RuleDraft} from './useRuleDraft.ts'

/** All settings of a rule. */
export function RuleFields(props: {
  site: string
  timeZone: string
  draft: RuleDraft
  isReadOnly: boolean
  /** Whether the person may decide if the site’s administrators may change the rule. */
  mayDelegate: boolean
}) {
  const {site, timeZone, draft, isReadOnly, mayDelegate} = props
  const {settings, set, problemOf} = draft
  const {t} = useTranslation(governanceLocaleNamespace)
  const id = useId()
  const read = readSyncRule(settings)
  const needsDomains = read.ok
    ? needsEmailDomains(read.rule)
    : showsDomains(settings.redactionLevel)
  const choices = <T extends string>(name: string, values: readonly T[]) =>
    values.map((value) => ({
      value,
      title: t(`rule.${name}.${value}`),
      note: t(`rule.${name}.${value}-note`),
    }))
  return (
    <Stack gap={5}>
      <RadioField
        choices={choices('mode', SYNC_MODES)}
        isReadOnly={isReadOnly}
        label={t('rule.mode')}
        onChange={(mode) => set({mode})}
        problem={problemOf('mode')}
        value={settings.mode}
      />
      {settings.mode === 'condition' && (
        <Stack gap={3}>
          <Text size={1} weight="medium">
            {t('rule.conditions')}
          </Text>
          {draft.isUnreadable && (
            <Card padding={2} radius={2} tone="caution">
              <Text size={1}>{t('rule.conditions.unreadable')}</Text>
            </Card>
          )}
          <CustomerConditions
            isReadOnly={isReadOnly}
            onChange={draft.setDefinition}
            site={site}
            timeZone={timeZone}
            value={draft.definition}
          />
          {problemOf('conditions') && (
            <Card padding={2} radius={2} tone="critical">
              <Text size={1}>{problemOf('conditions')}</Text>
            </Card>
          )}
        </Stack>
      )}
      <RadioField
        choices={choices('level', REDACTION_LEVELS)}
        isReadOnly={isReadOnly}
        label={t('rule.level')}
        onChange={(redactionLevel) => set({redactionLevel})}
        problem={problemOf('redactionLevel')}
        value={settings.redactionLevel}
      />
      <Grid gap={4} gridTemplateColumns={[1, 2]}>
        <NumberField
          hint={t('rule.threshold-hint', {least: MIN_THRESHOLD})}
          isReadOnly={isReadOnly}
          label={t('rule.threshold')}
          onChange={(cellThreshold) => set({cellThreshold})}
          problem={problemOf('cellThreshold')}
          value={settings.cellThreshold}
        />
        <NumberField
          hint={t('rule.keep-hint')}
          isReadOnly={isReadOnly}
          label={t('rule.keep')}
          onChange={(keepDays) => set({keepDays})}
          problem={problemOf('keepDays')}
          value={settings.keepDays}
        />
        <Field hint={t('rule.schedule-hint')} label={t('rule.schedule')}>
          {(input) => (
            <ChoiceSelect
              {...input}
              isReadOnly={isReadOnly}
              onChange={(schedule) => set({schedule})}
              textOf={(schedule) => t(`rule.schedule.${schedule}`)}
              value={settings.schedule}
              values={SYNC_SCHEDULES}
            />
          )}
        </Field>
      </Grid>
      <TagsField
        isReadOnly={isReadOnly}
        onChange={(allowedTags) => set({allowedTags})}
        problem={problemOf('allowedTags')}
        value={settings.allowedTags}
      />
      <Grid gap={4} gridTemplateColumns={[1, 2]}>
        <Field
          hint={t('rule.approval-hint')}
          label={t('rule.approval')}
          problem={problemOf('approvalReference')}
        >
          {(input) => (
            <OptionalText
              {...input}
              isReadOnly={isReadOnly}
              onChange={(approvalReference) => set({approvalReference})}
              value={settings.approvalReference}
            />
          )}
        </Field>
        <Field
          hint={t('rule.approval-until-hint')}
          label={t('rule.approval-until')}
          problem={problemOf('approvalUntil')}
        >
          {(input) => (
            <OptionalDay
              {...input}
              isReadOnly={isReadOnly}
              onChange={(approvalUntil) => set({approvalUntil})}
              value={settings.approvalUntil}
            />
          )}
        </Field>
      </Grid>
      <PurposesField
        isReadOnly={isReadOnly}
        needsDomains={needsDomains}
        onChange={(purposes) => set({purposes})}
        problem={problemOf('purposes')}
        value={settings.purposes}
      />
      <label htmlFor={`${id}-tenant`}>
        <Flex gap={3}>
          <Checkbox
            checked={settings.tenantMayEdit}
            disabled={isReadOnly || !mayDelegate}
            id={`${id}-tenant`}
            onChange={(event) => set({tenantMayEdit: event.currentTarget.checked})}
          />
          <Stack flex={1} gap={2}>
            <Text size={1}>{t('rule.tenant')}</Text>
            <Text muted size={1}>
              {t('rule.tenant-note')}
            </Text>
          </Stack>
        </Flex>
      </label>
    </Stack>
  )
}
