import type {SanityClient} from '@sanity/client'
import {Box, Card, Flex, Select, Stack, Text} from '@sanity/ui'
import {useInfiniteQuery} from '@tanstack/react-query'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {titleOfCustomField} from '../../../../core/leads/customFieldTitle.ts'
import {customFieldValue} from '../../../../core/changes/customFieldChanges.ts'
import {readableLead} from '../../../../core/documents/readableLead.ts'
import type {LeadRecord} from '../../../../core/documents/people.ts'
import {includedFiles} from '../../../../core/imports/importDraft.ts'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import type {ImportedPerson} from '../../../../core/imports/importMapping.ts'
import {CONFLICT_RULES, MAX_ROW_CHOICES} from '../../../../core/imports/importPlan.ts'
import type {ReportedRow} from '../../../../core/imports/report.ts'
import type {Lead} from '../../../../core/sanity.types.generated.ts'
import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import {ownerName, useOwners} from '../../../leads/edits/fields/ownersContext.ts'
import {ErrorState} from '../../../ui/ErrorState.tsx'
import {MoreButton} from '../../../ui/MoreButton.tsx'
import {PlainTable} from '../../../ui/PlainTable.ts'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {fileConverter} from '../columns/fileConverter.ts'
import {importLocaleNamespace} from '../importLocale.ts'
import {readReport} from '../result/readReport.ts'
import type {Wizard} from '../useWizard.ts'

/** A row that differs from its lead, with both. */
interface Conflict {
  row: ReportedRow
  lead: LeadRecord
  person: ImportedPerson
}

const CUSTOM = 'customFields.'

/** Says a value of a field as people read it. */
function useValueText(): (field: string, value: string) => string {
  const {site, document} = useSiteContext()
  const owners = useOwners(site)
  return (field, value) => {
    if (field === 'owner' && value !== '') return ownerName(owners, value)
    return field === 'status' ? leadStatusTitle(document, value) : value
  }
}

/** The value of a lead and of a row for a field. */
function valuesOf({lead, person}: Conflict, field: string): {ours: string; theirs: string} {
  if (field.startsWith(CUSTOM)) {
    const name = field.slice(CUSTOM.length)
    return {
      ours: customFieldValue(lead.customFields ?? null, name) ?? '',
      theirs: person.custom.find((entry) => entry.name === name)?.value ?? '',
    }
  }
  const ours: unknown = Reflect.get(lead, field)
  const own: Readonly<Record<string, unknown>> = {
    ...person.fields,
    score: person.score,
    status: person.status,
    tags: person.tags,
  }
  return {ours: textOf(ours), theirs: textOf(own[field])}
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What {@link Conflicts} shows. */
export interface ConflictsProps {
  client: SanityClient
  /** The check of the rows. */
  job: ImportRecord
  wizard: Wizard
}

/** Rows whose lead has other values, side by side, with a decision for each of them or for all. */
export function Conflicts(props: ConflictsProps) {
  const {client, job, wizard} = props
  const {draft} = wizard.state
  const {document: site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const valueText = useValueText()
  const id = useId()
  const titleOf = (field: string): string => {
    if (!field.startsWith(CUSTOM)) {
      return t(field === 'status' || field === 'tags' ? `target.${field}` : `target.field.${field}`)
    }
    return titleOfCustomField(field.slice(CUSTOM.length), wizard.custom)
  }
  const query = useInfiniteQuery({
    queryKey: ['leads', 'import-conflicts', job._id, job._rev],
    queryFn: async ({pageParam, signal}) => {
      const page = await readReport(client, job, {show: 'conflicts', after: pageParam}, signal)
      const ids = page.rows.flatMap(({leadId}) => leadId ?? [])
      const leads =
        ids.length > 0
          ? await client.getDocuments<Lead>(ids, {signal, tag: 'leads.import.conflicts'})
          : []
      const files = includedFiles(draft)
      const conflicts = page.rows.flatMap((row): Conflict[] => {
        const lead = leads.find((one) => one?._id === row.leadId)
        const file = files.find(({name}) => name.slice(-300) === row.file)
        const converted = file && fileConverter(site, wizard.custom, file, wizard.now)?.(row.cells)
        return lead && converted?.ok
          ? [{row, lead: readableLead(lead), person: converted.person}]
          : []
      })
      return {conflicts, next: page.next}
    },
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  })
  const conflicts = (query.data?.pages ?? []).flatMap((page) => page.conflicts)
  if (query.isError) {
    return (
      <ErrorState
        onRetry={() => void query.refetch()}
        reason={errorReason(query.error).reason}
        title={t('report.failed')}
      />
    )
  }
  if (conflicts.length === 0) return null
  const isFull = Object.keys(draft.rows).length >= MAX_ROW_CHOICES
  const decide = (row: number, value: string) => {
    const others = Object.entries(draft.rows).filter(([key]) => key !== String(row))
    const rule = CONFLICT_RULES.find((one) => one === value)
    const rows = Object.fromEntries(rule ? [...others, [String(row), rule] as const] : others)
    wizard.dispatch({type: 'change', draft: {rows}})
  }
  return (
    <Card aria-labelledby={id} as="section" border radius={3}>
      <Stack gap={4} padding={4}>
        <Flex align="center" gap={3} wrap="wrap">
          <Stack flex={1} gap={3}>
            <Text as="h2" id={id} size={1} weight="semibold">
              {t('conflicts.title')}
            </Text>
            <Text muted size={1}>
              {t('conflicts.description')}
            </Text>
          </Stack>
          <Flex align="center" gap={2}>
            <Text as="label" htmlFor={`${id}-all`} muted size={1} style={{whiteSpace: 'nowrap'}}>
              {t('conflicts.all')}
            </Text>
            <Select
              fontSize={1}
              id={`${id}-all`}
              onChange={(event) => {
                const rule = CONFLICT_RULES.find((one) => one === event.currentTarget.value)
                if (rule) wizard.dispatch({type: 'change', draft: {existing: rule}})
              }}
              padding={2}
              value={draft.existing}
            >
              {CONFLICT_RULES.map((rule) => (
                <option key={rule} value={rule}>
                  {t(`existing.${rule}`)}
                </option>
              ))}
            </Select>
          </Flex>
        </Flex>
        <Box overflow="auto">
          <PlainTable aria-labelledby={id}>
            <thead>
              <tr>
                <th data-number scope="col">
                  {t('report.line')}
                </th>
                <th scope="col">{t('conflicts.field')}</th>
                <th scope="col">{t('conflicts.lead')}</th>
                <th scope="col">{t('conflicts.file')}</th>
                <th scope="col">{t('conflicts.decision')}</th>
              </tr>
            </thead>
            <tbody>
              {conflicts.flatMap((conflict) =>
                conflict.row.fields.map((field, index) => {
                  const {ours, theirs} = valuesOf(conflict, field)
                  const {row, line} = conflict.row
                  return (
                    <tr key={`${row} ${field}`}>
                      <th data-number scope="row">
                        {index === 0 ? line : ''}
                      </th>
                      <td>{titleOf(field)}</td>
                      <td>{valueText(field, ours)}</td>
                      <td>{valueText(field, theirs)}</td>
                      <td>
                        {index === 0 && (
                          <Select
                            aria-label={t('conflicts.decision-of', {line})}
                            disabled={isFull && draft.rows[String(row)] === undefined}
                            fontSize={1}
                            onChange={(event) => decide(row, event.currentTarget.value)}
                            padding={2}
                            value={draft.rows[String(row)] ?? ''}
                          >
                            <option value="">{t('conflicts.as-all')}</option>
                            {CONFLICT_RULES.map((rule) => (
                              <option key={rule} value={rule}>
                                {t(`existing.${rule}`)}
                              </option>
                            ))}
                          </Select>
                        )}
                      </td>
                    </tr>
                  )
                }),
              )}
            </tbody>
          </PlainTable>
        </Box>
        <MoreButton query={query} text={t('report.more')} />
      </Stack>
    </Card>
  )
}
