import type {SanityClient} from '@sanity/client'
import {Box, Card, Dialog, Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useId, useMemo} from 'react'
import {useTranslation} from 'sanity'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {errorReason} from '../../../ui/errorReason.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {BulkProgress} from '../BulkProgress.tsx'
import type {ColumnId} from '../../data/columnId.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {exportColumns} from './exportColumns.ts'
import {countExport} from './exportLeads.ts'
import {ExportOutcome} from './ExportOutcome.tsx'
import {ExportSteps} from './ExportSteps.tsx'
import {NarrowExport} from './NarrowExport.tsx'
import {useLeadExport} from './useLeadExport.ts'
import {useNarrowing} from './useNarrowing.ts'

/** What is to be exported. */
export interface ExportWish {
  selection: LeadSelection
  /** Columns that the grid shows, in their order. */
  shown: readonly ColumnId[]
}

/** What an {@link ExportDialog} needs. */
export interface ExportDialogProps extends ExportWish {
  client: SanityClient
  onClose: () => void
}

/**
 * Says what a file of leads will hold and what it means to have one, makes it, and says how that
 * ended. Closed while it works it stops, and says so before it goes.
 */
export function ExportDialog(props: ExportDialogProps) {
  const {client, shown, onClose} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const labels = useGridLabels()
  const id = useId()
  const columns = useMemo(() => exportColumns(shown), [shown])
  const {phase, start, cancel} = useLeadExport(client, columns)
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
  const run = () => void start(selection, total)
  const close = phase.kind === 'running' ? cancel : onClose
  return (
    <Dialog
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
      header={t('export.title')}
      id={`export-${id}`}
      onClose={close}
      width={1}
    >
      <Box padding={4}>
        <Stack gap={4}>
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
              <Text size={1}>
                {t('export.columns', {
                  count: columns.length,
                  columns: columns.map(labels.column).join(', '),
                })}
              </Text>
              <Text muted size={1}>
                {t('export.form')}
              </Text>
              <Card border padding={3} radius={2} tone="caution">
                <Text size={1}>{t('export.warning')}</Text>
              </Card>
            </>
          )}
          {phase.kind === 'running' && (
            <BulkProgress
              done={phase.rows}
              isCancelling={false}
              title={t('export.progress')}
              total={Math.max(phase.rows, phase.expected)}
            />
          )}
          <ExportOutcome phase={phase} />
        </Stack>
      </Box>
    </Dialog>
  )
}
