import type {SanityClient} from '@sanity/client'
import {useInfiniteQuery} from '@tanstack/react-query'
import {Box, Button, Card, Flex, Select, Stack, Text, TextInput} from '@sanity/ui'
import {memo, useCallback, useDeferredValue, useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {countCorrections, type Corrections} from '../../../../core/imports/corrections.ts'
import {IMPORT_LABELS, isRowLabel, type RowLabel} from '../../../../core/imports/importLabels.ts'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import type {ReportedRow} from '../../../../core/imports/report.ts'
import {useErrorReason, useProblemText} from '../../../ui/useProblemText.ts'
import {ErrorState} from '../../../ui/ErrorState.tsx'
import {MoreButton} from '../../../ui/MoreButton.tsx'
import {PlainTable} from '../../../ui/PlainTable.ts'
import {saveFile} from '../../../ui/saveFile.ts'
import {importLocaleNamespace} from '../importLocale.ts'
import {correctionFiles, readReport, type ReportPage} from './readReport.ts'

/** Rows that are shown at first, and added by each “Show more”: each has fields to type in, which are slow to draw. */
const SHOWN_ROWS = 40

const NO_PAGES: readonly ReportPage[] = []

/** What an {@link ImportReport} shows. */
export interface ImportReportProps {
  client: SanityClient
  job: ImportRecord
  /** Corrects cells and checks the rows again; absent where nothing can be corrected. */
  onCorrect?: (corrections: Corrections) => Promise<void>
}

/** The rows of an import that a person should look at: what became of each, and why. */
export function ImportReport(props: ImportReportProps) {
  const {client, job, onCorrect} = props
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const id = useId()
  const [label, setLabel] = useState<RowLabel | null>(null)
  const [corrections, setCorrections] = useState<Corrections>({})
  const [isCorrecting, setCorrecting] = useState(false)
  const [limit, setLimit] = useState(SHOWN_ROWS)
  const correctCell = useCallback((row: number, column: number, value: string) => {
    setCorrections((before) => ({...before, [row]: {...before[row], [column]: value}}))
  }, [])
  const count = countCorrections(corrections)
  const report = useInfiniteQuery({
    queryKey: ['leads', 'import-report', job._id, job._rev, label],
    queryFn: ({pageParam, signal}): Promise<ReportPage> =>
      readReport(client, job, {show: label ?? 'problems', after: pageParam}, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  })
  // Rows have fields to type in: they are drawn bit by bit, so that the page answers meanwhile.
  const pages = useDeferredValue(report.data?.pages ?? NO_PAGES, NO_PAGES)
  const drawn = useDeferredValue(limit)
  const rows = pages.flatMap((page) => page.rows)
  const isBeyond = rows.length > limit
  const more = {
    hasNextPage: report.hasNextPage || isBeyond,
    isFetchingNextPage: report.isFetchingNextPage,
    fetchNextPage: () => {
      setLimit(limit + SHOWN_ROWS)
      if (!isBeyond) void report.fetchNextPage()
    },
  }
  const labels = IMPORT_LABELS.filter((one) => (job.counts?.[one] ?? 0) > 0)
  return (
    <Card aria-labelledby={id} as="section" border radius={3}>
      <Stack gap={4} padding={4}>
        <Flex align="center" gap={3} wrap="wrap">
          <Box flex={1}>
            <Text as="h2" id={id} size={1} weight="semibold">
              {t('report.title')}
            </Text>
          </Box>
          <Flex align="center" gap={2}>
            <Text as="label" htmlFor={`${id}-show`} muted size={1}>
              {t('report.show')}
            </Text>
            <Select
              fontSize={1}
              id={`${id}-show`}
              onChange={(event) => {
                const {value} = event.currentTarget
                setLabel(isRowLabel(value) ? value : null)
                setLimit(SHOWN_ROWS)
              }}
              padding={2}
              value={label ?? ''}
            >
              <option value="">{t('report.all')}</option>
              {labels.filter(isRowLabel).map((one) => (
                <option key={one} value={one}>
                  {t(`label.${one}`)}
                </option>
              ))}
            </Select>
          </Flex>
          <DownloadButton {...props} />
        </Flex>
        {report.isError && (
          <ErrorState
            onRetry={() => void report.refetch()}
            reason={errorReason(report.error).reason}
            title={t('report.failed')}
          />
        )}
        {report.isPending && (
          <Text aria-live="polite" muted size={1}>
            {t('report.loading')}
          </Text>
        )}
        {report.isSuccess &&
          pages === report.data.pages &&
          rows.length === 0 &&
          !report.hasNextPage && (
            <Text muted size={1}>
              {t(label === null ? 'report.empty' : 'report.no-match')}
            </Text>
          )}
        {rows.length > 0 && (
          <ReportTable
            corrections={corrections}
            labelledBy={id}
            onCorrect={onCorrect ? correctCell : null}
            rows={rows.slice(0, drawn)}
          />
        )}
        {onCorrect && count > 0 && (
          <Flex justify="flex-end">
            <Button
              disabled={isCorrecting}
              fontSize={1}
              loading={isCorrecting}
              onClick={() => {
                setCorrecting(true)
                void onCorrect(corrections)
              }}
              padding={3}
              text={t('report.correct', {count})}
              tone="primary"
            />
          </Flex>
        )}
        <MoreButton query={more} text={t('report.more')} />
      </Stack>
    </Card>
  )
}

/** What corrects rows. */
interface Correcting {
  corrections: Corrections
  /** `null` where nothing can be corrected. */
  onCorrect: ((row: number, column: number, value: string) => void) | null
}

function ReportTable(props: {labelledBy: string; rows: readonly ReportedRow[]} & Correcting) {
  const {labelledBy, rows, corrections, onCorrect} = props
  const {t} = useTranslation(importLocaleNamespace)
  return (
    <Box overflow="auto">
      <PlainTable aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th data-number scope="col">
              {t('report.line')}
            </th>
            <th scope="col">{t('report.result')}</th>
            <th scope="col">{t('report.column')}</th>
            <th scope="col">{t('report.value')}</th>
            <th scope="col">{t('report.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ReportLines
              corrected={corrections[row.row]}
              key={row.row}
              onCorrect={onCorrect}
              row={row}
            />
          ))}
        </tbody>
      </PlainTable>
    </Box>
  )
}

/** Saves the rows to correct, with their original columns and the reasons. */
function DownloadButton({client, job}: ImportReportProps) {
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const problemText = useProblemText()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const save = async () => {
    setBusy(true)
    setFailure(null)
    try {
      for (const {name, contents} of await correctionFiles(
        client,
        job,
        problemText,
        new AbortController().signal,
      ))
        saveFile(name, contents)
    } catch (error) {
      setFailure(errorReason(error).reason)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Flex align="center" gap={2}>
      {failure !== null && (
        <Text role="alert" size={1}>
          {failure}
        </Text>
      )}
      <Button
        disabled={isBusy}
        fontSize={1}
        loading={isBusy}
        mode="ghost"
        onClick={() => void save()}
        padding={3}
        text={t('report.download')}
      />
    </Flex>
  )
}

/** A row of a file, with a line for each of its problems. */
const ReportLines = memo(function ReportLines(props: {
  row: ReportedRow
  /** Its corrected cells, by their column. */
  corrected: Corrections[number] | undefined
  onCorrect: Correcting['onCorrect']
}) {
  const {row, corrected, onCorrect} = props
  const {t} = useTranslation(importLocaleNamespace)
  const problemText = useProblemText()
  const {remarks, line, label} = row
  const span = Math.max(1, remarks.length)
  const whole = (
    <>
      <th data-number rowSpan={span} scope="row">
        {line ?? '—'}
      </th>
      <td rowSpan={span}>{label === null ? '' : t(`label.${label}`)}</td>
    </>
  )
  if (remarks.length === 0) {
    return (
      <tr>
        {whole}
        <td colSpan={3}>{row.cells.slice(0, 4).join(' · ')}</td>
      </tr>
    )
  }
  return remarks.map(({column, at, value, problem}, index) => (
    <tr key={`${column} ${index}`}>
      {index === 0 && whole}
      <td>{column ?? ''}</td>
      <td>
        {onCorrect && at !== null ? (
          <TextInput
            aria-label={t('report.correct-cell', {column, line})}
            fontSize={1}
            onChange={(event) => onCorrect(row.row, at, event.currentTarget.value)}
            padding={2}
            value={corrected?.[at] ?? value ?? ''}
          />
        ) : (
          (value ?? '')
        )}
      </td>
      <td>{problemText(problem)}</td>
    </tr>
  ))
})
