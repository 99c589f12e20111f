import {Box, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import type {CustomFieldDefinition} from '../../../../core/audience/customFields.ts'
import {titleOfCustomField} from '../../../../core/leads/customFieldTitle.ts'
import {toProblem} from '../../../../core/imports/rowProblem.ts'
import {useProblemText} from '../../../ui/useProblemText.ts'
import type {DraftFile} from '../../../../core/imports/importDraft.ts'
import type {ImportedPerson} from '../../../../core/imports/importMapping.ts'
import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import {siteTimeZone} from '../../../../core/time/localDate.ts'
import type {SheetRow} from '../../../../core/spreadsheet/rows.ts'
import {ownerName, useOwners} from '../../../leads/edits/fields/ownersContext.ts'
import {PlainTable} from '../../../ui/PlainTable.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {importLocaleNamespace} from '../importLocale.ts'
import {fileConverter} from './fileConverter.ts'

/** Rows that are shown as they will be stored. */
const SHOWN_ROWS = 5

interface Column {
  key: string
  title: string
  value: (person: ImportedPerson) => string
}

/** How values of a site are shown. */
interface ValueTexts {
  statusTitle: (status: string) => string
  time: (moment: string) => string
  ownerName: (owner: string) => string
  customTitle: (name: string) => string
}

/** What a person will have, one column for each thing that any of them has. */
function columnsOf(
  people: readonly ImportedPerson[],
  t: (key: string) => string,
  texts: ValueTexts,
): Column[] {
  const column = (key: string, value: Column['value']): Column => ({key, title: t(key), value})
  const field = (name: keyof ImportedPerson['fields']): Column =>
    column(`target.field.${name}`, ({fields}) => fields[name] ?? '')
  const custom = [...new Set(people.flatMap((person) => person.custom.map(({name}) => name)))]
  const columns: Column[] = [
    column('target.field.email', ({email}) => email),
    field('name'),
    field('phone'),
    field('company'),
    field('jobTitle'),
    field('linkedIn'),
    column('target.field.owner', ({fields: {owner}}) => (owner ? texts.ownerName(owner) : '')),
    column('target.field.score', ({score}) => (score === null ? '' : String(score))),
    column('target.status', ({status}) => (status === null ? '' : texts.statusTitle(status))),
    column('target.subscription', ({subscription}) =>
      subscription === null ? '' : t(`subscription.${subscription}`),
    ),
    column('target.tags', ({tags}) => tags.join(', ')),
    column('target.createdAt', ({createdAt}) => (createdAt === null ? '' : texts.time(createdAt))),
    ...custom.map((name): Column => ({
      key: `custom.${name}`,
      title: texts.customTitle(name),
      value: (person) => person.custom.find((entry) => entry.name === name)?.value ?? '',
    })),
  ]
  return columns.filter(
    ({value}, index) => index === 0 || people.some((person) => value(person) !== ''),
  )
}

/** What {@link StoredPreview} shows. */
export interface StoredPreviewProps {
  file: DraftFile
  rows: readonly SheetRow[]
  /** The site's custom fields, with those that the import will create. */
  custom: readonly CustomFieldDefinition[]
  /** ISO 8601, UTC. */
  now: string
}

/** The first rows of a file as they will be stored. */
export function StoredPreview(props: StoredPreviewProps) {
  const {file, rows, custom, now} = props
  const {site: siteKey, document: site} = useSiteContext()
  const owners = useOwners(siteKey)
  const {t} = useTranslation(importLocaleNamespace)
  const problemText = useProblemText()
  const id = useId()
  const format = useDateTimeFormat({
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: siteTimeZone(site),
  })
  const convert = fileConverter(site, custom, file, now)
  if (!convert || rows.length === 0) return null
  const converted = rows
    .slice(0, SHOWN_ROWS)
    .map(({line, cells}) => ({line, converted: convert(cells)}))
  const people = converted.flatMap(({converted: row}) => (row.ok ? [row.person] : []))
  const columns = columnsOf(people, t, {
    statusTitle: (status) => leadStatusTitle(site, status),
    time: (moment) => format.format(new Date(moment)),
    ownerName: (owner) => ownerName(owners, owner),
    customTitle: (name) => titleOfCustomField(name, custom),
  })
  return (
    <Stack gap={3}>
      <Text as="h4" id={id} size={1} weight="medium">
        {t('preview.title')}
      </Text>
      <Box overflow="auto">
        <PlainTable aria-labelledby={id} style={{whiteSpace: 'nowrap'}}>
          <thead>
            <tr>
              {columns.map(({key, title}) => (
                <th key={key} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {converted.map(({line, converted: row}) => (
              <tr key={line}>
                {row.ok ? (
                  columns.map(({key, value}) => <td key={key}>{value(row.person)}</td>)
                ) : (
                  <td colSpan={columns.length}>
                    {t('preview.invalid', {
                      line,
                      reason: problemText(...row.problems.map(toProblem)),
                    })}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </PlainTable>
      </Box>
    </Stack>
  )
}
