import type {SanityClient} from '@sanity/client'
import {Box, Button, Flex, Select, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useEffect, useId, useState} from 'react'
import {useTranslation} from 'sanity'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {DialogFrame} from '../../../ui/DialogFrame.tsx'
import {Notice} from '../../../ui/Notice.tsx'
import {ResultCard} from '../../../ui/ResultCard.tsx'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {BulkProgress} from '../BulkProgress.tsx'
import type {ColumnId} from '../../../../core/leads/columnId.ts'
import {columnsAsShown} from '../../../../core/exports/exportColumns.ts'
import {countExport} from './exportLeads.ts'
import {EXPORT_FORMATS} from '../../../../core/exports/exportFile.ts'
import {GridLabelsContext, useTranslateGridLabels} from '../../columns/columnLabels.ts'
import {useCustomFields} from '../../data/useCustomFields.ts'
import {MAX_DIRECT} from '../selectionFilter.ts'
import {AskedExport} from './AskedExport.tsx'
import type {ExportChoice} from './exportChoice.ts'
import {ExportColumns} from './ExportColumns.tsx'
import {ExportSample} from './ExportSample.tsx'
import {NarrowExport, useNarrowing} from './NarrowExport.tsx'
import {useLeadExport, type ExportPhase} from './useLeadExport.ts'
import {takeFocus} from '../../../ui/takeFocus.ts'

export interface ExportRequest {
  selection: LeadSelection
  /** Columns that the grid shows, in their order. */
  shown: readonly ColumnId[]
}

interface ExportDialogProps extends ExportRequest {
  client: SanityClient
  onClose: () => void
}

/**
 * Shows what the file will contain and warns about personal data, exports it, and shows the result.
 * Closing it during an export cancels the export first.
 */
export function ExportDialog(props: ExportDialogProps) {
  const errorReason = useErrorReason()
  const {client, shown, onClose} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const custom = useCustomFields(client)
  const {ask} = custom
  useEffect(ask, [ask])
  const labels = useTranslateGridLabels(custom.fields)
  const id = useId()
  const [choice, setChoice] = useState<ExportChoice>(() => ({
    columns: columnsAsShown(shown),
    format: 'csv',
  }))
  const {phase, start, cancel, readSample} = useLeadExport(client)
  const narrowing = useNarrowing(props.selection)
  const {selection, isSound, isSettled} = narrowing
  const count = useQuery({
    queryKey: ['leads', 'export-count', site.key, selection, id],
    queryFn: ({signal}) => countExport(client, site, selection, signal),
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  })
  const isCounting = count.isFetching || !isSettled
  const total = count.data ?? 0
  const run = () => void start(selection, total, choice)
  const close = phase.kind === 'running' ? cancel : onClose
  return (
    <DialogFrame
      footer={
        <ExportSteps
          isBusy={narrowing.conditions !== null}
          onClose={close}
          onRecount={count.error ? () => void count.refetch() : null}
          onStart={run}
          phase={phase.kind}
          total={isCounting ? 0 : total}
        />
      }
      onClose={close}
      title={t('export.title')}
      width={2}
    >
      {phase.kind === 'ready' && (
        <>
          <Text aria-live="polite" size={1}>
            {!isSound && t('export.narrow-unsound')}
            {isSound && isCounting && t('dialog.counting')}
            {!isCounting &&
              count.error &&
              t('dialog.count-failed', {reason: errorReason(count.error).reason})}
            {!isCounting &&
              count.data !== undefined &&
              (total === 0 ? t('dialog.none') : t('dialog.count', {count: total}))}
          </Text>
          {narrowing.canNarrow && <NarrowExport {...narrowing} />}
          <Flex align="center" gap={3}>
            <Box flex={1}>
              <Text as="h2" size={1} weight="medium">
                {t('export.columns', {count: choice.columns.length})}
              </Text>
            </Box>
            <Box style={{width: 190}}>
              <Select
                aria-label={t('export.format')}
                fontSize={1}
                onChange={(event) => {
                  const {value} = event.currentTarget
                  const format = EXPORT_FORMATS.find((each) => each === value) ?? 'csv'
                  setChoice((before) => ({...before, format}))
                }}
                padding={2}
                value={choice.format}
              >
                {EXPORT_FORMATS.map((format) => (
                  <option key={format} value={format}>
                    {t(`export.format-${format}`)}
                  </option>
                ))}
              </Select>
            </Box>
          </Flex>
          <GridLabelsContext value={labels}>
            <ExportColumns
              chosen={choice.columns}
              customFields={custom.fields.map(({name}) => name)}
              onChange={(columns) => setChoice((before) => ({...before, columns}))}
              shown={shown}
            />
            {total > 0 && (
              <ExportSample choice={choice} readSample={readSample} selection={selection} />
            )}
          </GridLabelsContext>
          <Text muted size={1}>
            {t(`export.form-${choice.format}`)}
          </Text>
          {total > MAX_DIRECT && (
            <Text muted size={1}>
              {t('export.prepared', {count: MAX_DIRECT})}
            </Text>
          )}
          <Notice text={t('export.warning')} tone="caution" />
        </>
      )}
      {phase.kind === 'asked' && <AskedExport client={client} jobId={phase.jobId} />}
      {phase.kind === 'running' && (
        <BulkProgress
          done={phase.rows}
          isCancelling={false}
          title={t('export.progress')}
          total={Math.max(phase.rows, phase.expected)}
        />
      )}
      <ExportOutcome phase={phase} />
    </DialogFrame>
  )
}

interface ExportStepsProps {
  phase: ExportPhase['kind']
  /** Number of leads; 0 while it is not known. */
  total: number
  /** Whether the user edits conditions: then the start button does not take the focus. */
  isBusy: boolean
  /** Closes the dialog, or cancels the running export. */
  onClose: () => void
  onStart: () => void
  /** Counts again; `null` unless counting failed. */
  onRecount: (() => void) | null
}

/** The buttons of the dialog for each phase. The main one takes the focus. */
function ExportSteps(props: ExportStepsProps) {
  const {phase, total, isBusy, onClose, onStart, onRecount} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const canStart = phase === 'ready' && total > 0
  const canRetry = phase === 'cancelled' || phase === 'failed'
  const hasEnded = phase === 'done' || phase === 'asked' || canRetry
  const isOnly = phase === 'running' || phase === 'done' || phase === 'asked'
  return (
    <Flex gap={2} justify="flex-end" paddingX={4} paddingY={3}>
      <Button
        key={`close-${phase}`}
        fontSize={1}
        mode={isOnly ? 'ghost' : 'bleed'}
        onClick={onClose}
        padding={3}
        ref={isOnly ? takeFocus : null}
        text={t(hasEnded ? 'export.close' : 'dialog.cancel')}
      />
      {phase === 'ready' && onRecount && (
        <Button
          fontSize={1}
          mode="ghost"
          onClick={onRecount}
          padding={3}
          text={t('dialog.recount')}
        />
      )}
      {phase === 'ready' && (
        <Button
          disabled={!canStart}
          key={`start-${String(canStart || isBusy)}`}
          fontSize={1}
          onClick={onStart}
          padding={3}
          ref={canStart && !isBusy ? takeFocus : null}
          text={t('export.start', {count: total})}
          tone="primary"
        />
      )}
      {canRetry && (
        <Button
          fontSize={1}
          key={`again-${phase}`}
          onClick={onStart}
          padding={3}
          ref={takeFocus}
          text={t('export.again')}
          tone="primary"
        />
      )}
    </Flex>
  )
}

/** The result of an export; nothing before it has ended. */
function ExportOutcome(props: {phase: ExportPhase}) {
  const {phase} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  if (phase.kind === 'ready' || phase.kind === 'running' || phase.kind === 'asked') return null
  if (phase.kind === 'failed') {
    return (
      <ResultCard title={t('export.failed')} tone="critical">
        <Text size={1}>{phase.reason}</Text>
      </ResultCard>
    )
  }
  if (phase.kind === 'cancelled' || phase.rows === 0) {
    const text = t(phase.kind === 'cancelled' ? 'export.cancelled' : 'export.none')
    return <ResultCard title={text} tone="caution" />
  }
  const {rows, expected} = phase
  return (
    <ResultCard title={t('export.done', {count: rows})} tone="positive">
      {rows !== expected && <Text size={1}>{t('export.differs', {count: expected})}</Text>}
    </ResultCard>
  )
}
