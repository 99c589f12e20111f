import {CloseIcon} from '@sanity/icons/Close'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useEffect, useEffectEvent, useRef, useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import type {LeadSelection} from '../../../core/audience/leadSelection.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import type {ColumnId} from '../../../core/leads/columnId.ts'
import {ExportDialog, type ExportRequest} from './export/ExportDialog.tsx'
import {selectedCount} from '../view/selection.ts'
import {BulkActions} from './BulkActions.tsx'
import {BulkDialog} from './BulkDialog.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import {BulkWorkPanel} from './BulkWorkPanel.tsx'
import type {OfferedAction} from './BulkForm.tsx'
import {useBulkGrants} from './useBulkGrants.ts'
import type {Undo} from '../edits/undo/useUndo.tsx'
import {useBulkUndo} from './useBulkUndo.ts'
import {useBulkJobs} from './useBulkJobs.ts'
import {endedReport, useBulkWork} from './useBulkWork.ts'

interface BulkBarProps {
  /** `null` when nothing is selected: then the bar only shows running work and results. */
  selection: LeadSelection | null
  /** The columns that the grid shows, in their order. */
  columns: readonly ColumnId[]
  /** Number of leads in the grid's view; `null` while it is not known. */
  total: number | null
  /** Called when leads were changed and have to be read again. */
  onDone: () => void
  /** Also offers undoing by the keyboard shortcut. */
  undo?: Undo | undefined
  /** Id of a change that was undone elsewhere: its result, with the offer to undo it, goes away. */
  undoneId?: string | null
  onClear: () => void
}

/**
 * The bar with the actions on the selected leads. Keep it mounted when the selection is cleared: it
 * shows the progress and the result of its work. Its plugin has to list `bulkLocaleBundle`.
 */
export function BulkBar(props: BulkBarProps) {
  const {selection, columns, total, undo, undoneId = null, onDone, onClear} = props
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const grants = useBulkGrants(site)
  const work = useBulkWork(client)
  const {phase} = work
  useBulkUndo(work, undo)
  const isBusy = selection !== null || phase.kind !== 'idle'
  const jobs = useBulkJobs(client, site, phase.kind === 'queued' ? phase.jobId : null, isBusy)
  const own = phase.kind === 'queued' ? jobs.find(({_id}) => _id === phase.jobId) : undefined
  const endedId = (phase.kind === 'done' ? phase.report : endedReport(own))?.jobId
  const notifyDone = useEffectEvent(onDone)
  useEffect(() => {
    if (endedId) notifyDone()
  }, [endedId])
  const shownId = phase.kind === 'queued' ? phase.jobId : endedId
  const isUndone = undoneId !== null && shownId === undoneId
  const dismiss = useEffectEvent(() => work.dismiss())
  useEffect(() => {
    if (isUndone) dismiss()
  }, [isUndone])
  const [openAction, setOpenAction] = useState<OfferedAction | null>(null)
  // Keeps the selection of that moment, even if it changes while the dialog is open.
  const [exporting, setExporting] = useState<ExportRequest | null>(null)
  const bar = useRef<HTMLDivElement | null>(null)
  const close = () => {
    setOpenAction(null)
    setExporting(null)
    // The menu that opened the dialog is unmounted, so the focus goes to the bar.
    bar.current?.focus()
  }
  const count = selection && selectedCount(selection, total)
  const isIdle = phase.kind === 'idle' && jobs.length === 0
  if (!selection && isIdle && !exporting) return null
  return (
    <Card
      aria-label={t('bar.label')}
      as="section"
      borderTop
      padding={3}
      ref={bar}
      style={{outline: 'none'}}
      tabIndex={-1}
    >
      <Stack gap={3}>
        {selection && (
          <Flex align="center" gap={2} wrap="wrap">
            <IconButton icon={CloseIcon} label={t('bar.clear')} onClick={onClear} />
            <Box style={{flex: '1 0 auto'}}>
              <Text aria-live="polite" size={1} weight="medium">
                {count === null ? t('bar.count-unknown') : t('bar.count', {count})}
              </Text>
            </Box>
            {grants.mayChange ? (
              <BulkActions
                grants={grants}
                isDisabled={phase.kind === 'running'}
                onChoose={setOpenAction}
              />
            ) : (
              <Text muted size={1}>
                {t('bar.denied')}
              </Text>
            )}
            {!grants.mayExport && grants.mayChange && (
              <Text muted size={1}>
                {t('export.denied')}
              </Text>
            )}
            {grants.mayExport && (
              <Button
                fontSize={1}
                mode="ghost"
                onClick={() => setExporting({selection, shown: columns})}
                padding={2}
                text={t('export.action')}
              />
            )}
          </Flex>
        )}
        {!isIdle && (
          <BulkWorkPanel
            client={client}
            jobs={jobs}
            onDismiss={() => bar.current?.focus()}
            onUndo={({jobId}) => undo?.forget(jobId)}
            work={work}
          />
        )}
      </Stack>
      {openAction && selection && (
        <BulkDialog
          client={client}
          kind={openAction}
          onClose={close}
          onConfirm={(action, expected) => {
            close()
            void work.start(action, selection, expected)
          }}
          selection={selection}
        />
      )}
      {exporting && <ExportDialog client={client} onClose={close} {...exporting} />}
    </Card>
  )
}
