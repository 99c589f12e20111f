import {Box, Button, Flex, Select, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {
  Separator,
  SUBSCRIPTION_MEANINGS,
  type ColumnMapping,
  type ColumnTarget,
} from '../../../../core/imports/importMapping.ts'
import {valueKey} from '../../../../core/imports/cells/valueKey.ts'
import {ownerName, useOwners} from '../../../leads/edits/fields/ownersContext.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {importLocaleNamespace} from '../importLocale.ts'

/** What {@link TargetSettings} change. */
export interface TargetSettingsProps {
  column: ColumnMapping
  /** Heading of the column. */
  label: string
  onChange: (column: ColumnMapping) => void
  /** Values that may be given a meaning, beside those that have one. */
  found: readonly string[]
  /** Its first values. */
  samples: readonly string[]
  /** Reads all values of the column, so that each can be mapped. */
  onReadValues: () => void
}

const DATE_EVIDENCE: readonly string[] = ['requestedAt', 'confirmedAt', 'endedAt']

function hasDates(target: ColumnTarget): boolean {
  return (
    target.kind === 'createdAt' ||
    (target.kind === 'evidence' && DATE_EVIDENCE.includes(target.part)) ||
    (target.kind === 'custom' && target.type === 'date')
  )
}

function hasNumbers(target: ColumnTarget): boolean {
  return (
    (target.kind === 'custom' && target.type === 'number') ||
    (target.kind === 'field' && target.field === 'score')
  )
}

/** How the values of a column are read: order of dates, decimal sign, separator, meanings. */
export function TargetSettings(props: TargetSettingsProps) {
  const {column, label, found, samples, onChange, onReadValues} = props
  const {target} = column
  const {t} = useTranslation(importLocaleNamespace)
  const {site: key, document: site} = useSiteContext()
  const owners = useOwners(key)
  return (
    <>
      {hasDates(target) && (
        <Setting
          label={t('columns.dates')}
          onChange={(value) => {
            const dates = DATE_ORDERS.find((order) => order === value)
            if (dates) onChange({...column, dates})
          }}
          options={DATE_ORDERS.map((value) => ({value, title: t(`dates.${value}`)}))}
          value={column.dates ?? 'ymd'}
        />
      )}
      {hasNumbers(target) && (
        <Setting
          label={t('columns.decimal')}
          onChange={(value) => onChange({...column, decimal: value === ',' ? ',' : '.'})}
          options={['.', ','].map((value) => ({
            value,
            title: t(value === '.' ? 'decimal.point' : 'decimal.comma'),
          }))}
          value={column.decimal ?? '.'}
        />
      )}
      {(target.kind === 'tags' || target.kind === 'lists') && (
        <Setting
          label={t('columns.separator')}
          onChange={(value) => {
            const separator = Separator.options.find((option) => option === value)
            if (separator) onChange({...column, target: {...target, separator}})
          }}
          options={Separator.options.map((value) => ({
            value,
            title: t(`separator.${SEPARATOR_NAMES[value]}`),
          }))}
          value={target.separator}
        />
      )}
      {target.kind === 'subscription' && (
        <Meanings
          found={found}
          samples={samples}
          label={label}
          meanings={SUBSCRIPTION_MEANINGS.map((value) => ({
            value,
            title: t(`subscription.${value}`),
          }))}
          onChange={(value, meaning) => {
            const found = SUBSCRIPTION_MEANINGS.find((one) => one === meaning)
            if (!found) return
            onChange({...column, target: {...target, values: {...target.values, [value]: found}}})
          }}
          onReadValues={onReadValues}
          values={target.values}
        />
      )}
      {target.kind === 'field' && target.field === 'owner' && (
        <>
          <Text muted size={1}>
            {t(owners === null ? 'columns.no-members' : 'columns.owners')}
          </Text>
          <Meanings
            found={found}
            samples={samples}
            label={label}
            meanings={(owners ?? []).map(({id}) => ({value: id, title: ownerName(owners, id)}))}
            nothing={t('columns.no-owner')}
            onChange={(value, meaning) => {
              const others = Object.entries(target.values ?? {}).filter(([key]) => key !== value)
              const values = meaning === '' ? others : [...others, [value, meaning] as const]
              onChange({...column, target: {...target, values: Object.fromEntries(values)}})
            }}
            onReadValues={onReadValues}
            values={target.values ?? {}}
          />
        </>
      )}
      {target.kind === 'status' && (
        <Meanings
          found={found}
          samples={samples}
          label={label}
          meanings={(site.leadStatuses ?? []).map(({value, title}) => ({value, title}))}
          onChange={(value, meaning) =>
            onChange({...column, target: {...target, values: {...target.values, [value]: meaning}}})
          }
          onReadValues={onReadValues}
          values={target.values}
        />
      )}
    </>
  )
}

const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const

const SEPARATOR_NAMES = {
  ',': 'comma',
  ';': 'semicolon',
  '|': 'pipe',
  ':::': 'colons',
  json: 'json',
  lines: 'lines',
} as const

function Setting(props: {
  label: string
  value: string
  options: readonly {value: string; title: string}[]
  onChange: (value: string) => void
}) {
  const {label, value, options, onChange} = props
  const id = useId()
  return (
    <Flex align="center" gap={2}>
      <Text as="label" htmlFor={id} muted size={1}>
        {label}
      </Text>
      <Box>
        <Select
          fontSize={1}
          id={id}
          onChange={(event) => onChange(event.currentTarget.value)}
          padding={2}
          value={value}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </Select>
      </Box>
    </Flex>
  )
}

/** What each value of a column means. */
function Meanings(props: {
  label: string
  values: Readonly<Record<string, string>>
  found: readonly string[]
  samples: readonly string[]
  meanings: readonly {value: string; title: string}[]
  /** What a value may mean that means none of them; without it each value has to mean one. */
  nothing?: string
  onChange: (value: string, meaning: string) => void
  onReadValues: () => void
}) {
  const {label, values, found, samples, meanings, nothing, onChange, onReadValues} = props
  const {t} = useTranslation(importLocaleNamespace)
  const spelled = new Map(
    [...samples, ...found].map((value) => [valueKey(value), value.trim()] as const),
  )
  // A service's words that the file does not have are nothing to decide about.
  const known = Object.entries(values).filter(
    ([value]) => value === '' || spelled.size === 0 || spelled.has(value),
  )
  const open = [...new Set(found.map((value) => valueKey(value)))]
    .filter((key) => !Object.hasOwn(values, key))
    .map((key) => [key, ''] as const)
  return (
    <Stack gap={2}>
      {[...open, ...known].map(([value, meaning]) => (
        <Flex align="center" gap={2} key={value}>
          <Box flex={1}>
            <Text muted size={1} textOverflow="ellipsis">
              {value === '' ? t('columns.no-value') : (spelled.get(value) ?? value)}
            </Text>
          </Box>
          <Box style={{width: 170}}>
            <Select
              aria-label={t('columns.meaning-of', {column: label, value})}
              fontSize={1}
              onChange={(event) => onChange(value, event.currentTarget.value)}
              padding={2}
              value={meaning}
            >
              {nothing !== undefined && <option value="">{nothing}</option>}
              {meanings.every((one) => one.value !== meaning) &&
                (nothing === undefined || meaning !== '') && (
                  <option value={meaning}>{t('columns.choose-meaning')}</option>
                )}
              {meanings.map((one) => (
                <option key={one.value} value={one.value}>
                  {one.title}
                </option>
              ))}
            </Select>
          </Box>
        </Flex>
      ))}
      <Flex justify="flex-end">
        <Button
          fontSize={1}
          mode="bleed"
          onClick={onReadValues}
          padding={2}
          text={t('columns.read-values')}
        />
      </Flex>
    </Stack>
  )
}
