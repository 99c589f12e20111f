import {Box, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
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

type Column = readonly [key: string, value: (person: ImportedPerson) => string]

/** What a person will have, one column for each thing that any of them has. */
function columnsOf(
  people: readonly ImportedPerson[],
  t: (key: string) => string,
  statusTitle: (status: string | null) => string,
  formatTime: (moment: string) => string,
  nameOf: (owner: string) => string,
): Column[] {
  const field = (name: keyof ImportedPerson['fields']): Column => [
    t(`target.field.${name}`),
    ({fields}) => fields[name] ?? '',
  ]
  const custom = [...new Set(people.flatMap((person) => person.custom.map(({name}) => name)))]
  const columns: Column[] = [
    [t('target.field.email'), ({email}) => email],
    field('name'),
    field('phone'),
    field('company'),
    field('jobTitle'),
    field('linkedIn'),
    [t('target.field.owner'), ({fields: {owner}}) => (owner ? nameOf(owner) : '')],
    [t('target.field.score'), ({score}) => (score === null ? '' : String(score))],
    [t('target.status'), ({status}) => statusTitle(status)],
    [
      t('target.subscription'),
      ({subscription}) => (subscription === null ? '' : t(`subscription.${subscription}`)),
    ],
    [t('target.tags'), ({tags}) => tags.join(', ')],
    [t('target.createdAt'), ({createdAt}) => (createdAt === null ? '' : formatTime(createdAt))],
    ...custom.map((name): Column => [
      name,
      (person) => person.custom.find((entry) => entry.name === name)?.value ?? '',
    ]),
  ]
  return columns.filter(
    ([, value], index) => index === 0 || people.some((one) => value(one) !== ''),
  )
}

/** The first rows of a file as they will be stored. */
export function StoredPreview(props: {file: DraftFile; rows: readonly SheetRow[]; now: string}) {
  const {file, rows, now} = props
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
  const convert = fileConverter(site, file, now)
  if (!convert || rows.length === 0) return null
  const converted = rows
    .slice(0, SHOWN_ROWS)
    .map(({line, cells}) => ({line, converted: convert(cells)}))
  const people = converted.flatMap(({converted: row}) => (row.ok ? [row.person] : []))
  const statusTitle = (status: string | null) =>
    status === null ? '' : leadStatusTitle(site, status)
  const formatTime = (moment: string) => format.format(new Date(moment))
  const nameOf = (owner: string) => ownerName(owners, owner)
  const columns = columnsOf(people, t, statusTitle, formatTime, nameOf)
  return (
    <Stack gap={3}>
      <Text as="h4" id={id} size={1} weight="medium">
        {t('preview.title')}
      </Text>
      <Box overflow="auto">
        <PlainTable aria-labelledby={id} style={{whiteSpace: 'nowrap'}}>
          <thead>
            <tr>
              {columns.map(([title]) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {converted.map(({line, converted: row}) => (
              <tr key={line}>
                {row.ok ? (
                  columns.map(([title, value]) => <td key={title}>{value(row.person)}</td>)
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
