import {CloseIcon} from '@sanity/icons/Close'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useEffect, useEffectEvent, useRef, useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import type {LeadSelection, LeadView} from '../../../core/audience/leadSelection.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import type {ColumnId} from '../data/columnId.ts'
import {ExportDialog, type ExportWish} from './export/ExportDialog.tsx'
import {BulkActions} from './BulkActions.tsx'
import {BulkDialog} from './BulkDialog.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import {BulkWorkPanel} from './BulkWorkPanel.tsx'
import type {OfferedAction} from './BulkForm.tsx'
import {useBulkGrants} from './useBulkGrants.ts'
import type {Undo} from '../edits/undo/useUndo.tsx'
import {useBulkUndo} from './useBulkUndo.ts'
import {useBulkJobs} from './useBulkJobs.ts'
import {reportOfEnded, useBulkWork} from './useBulkWork.ts'

interface BulkBarProps {
  /** `null` when nothing is selected: then it only shows what is going on. */
  selection: LeadSelection | null
  /** What the grid shows. */
  view: LeadView
  /** The columns that it shows, in their order. */
  columns: readonly ColumnId[]
  /** How many leads that is, as far as the grid knows; `null` when it does not. */
  total: number | null
  /** Called when leads were changed: what is shown of them may be old. */
  onDone: () => void
  /** Offers to undo what was changed, beside what its result offers. */
  undo?: Undo | undefined
  /** Lets go of the selection. */
  onClear: () => void
}

/** How many leads are selected, as far as that is known without asking. */
function selectedCount(selection: LeadSelection, total: number | null): number | null {
  if (selection.kind === 'ids') return selection.ids.length
  return total === null ? null : Math.max(0, total - selection.excluded.length)
}

/**
 * The bar over the grid for what can be done to the selected leads. Keep it mounted when the
 * selection is let go: it shows how its work goes on and how it ended. It lists the locale bundle
 * `bulkLocaleBundle`.
 */
export function BulkBar(props: BulkBarProps) {
  const {selection, columns, total, undo, onDone, onClear} = props
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const grants = useBulkGrants(site)
  const work = useBulkWork(client)
  const {phase} = work
  useBulkUndo(work, undo)
  const isBusy = selection !== null || phase.kind !== 'idle'
  const jobs = useBulkJobs(client, site, phase.kind === 'given' ? phase.jobId : null, isBusy)
  const own = phase.kind === 'given' ? jobs.find(({_id}) => _id === phase.jobId) : undefined
  const endedId = (phase.kind === 'made' ? phase.report : reportOfEnded(own))?.jobId
  const tellDone = useEffectEvent(onDone)
  useEffect(() => {
    if (endedId) tellDone()
  }, [endedId])
  const [asked, setAsked] = useState<OfferedAction | null>(null)
  // What was selected when it was asked for, whatever becomes of that meanwhile.
  const [wish, setWish] = useState<ExportWish | null>(null)
  const bar = useRef<HTMLDivElement | null>(null)
  const close = () => {
    setAsked(null)
    setWish(null)
    // What opened the dialog may be a menu that is gone by now.
    bar.current?.focus()
  }
  const count = selection && selectedCount(selection, total)
  const isIdle = phase.kind === 'idle' && jobs.length === 0
  if (!selection && isIdle && !wish) return null
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
            <Box flex={1}>
              <Text aria-live="polite" size={1} weight="medium">
                {count === null ? t('bar.count-unknown') : t('bar.count', {count})}
              </Text>
            </Box>
            {grants.mayChange ? (
              <BulkActions
                grants={grants}
                isDisabled={phase.kind === 'making'}
                onChoose={setAsked}
              />
            ) : (
              <Text muted size={1}>
                {t('bar.denied')}
              </Text>
            )}
            {grants.mayExport && (
              <Button
                fontSize={1}
                mode="ghost"
                onClick={() => setWish({selection, shown: columns})}
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
      {asked && selection && (
        <BulkDialog
          client={client}
          kind={asked}
          onClose={close}
          onConfirm={(action, expected) => {
            close()
            void work.start(action, selection, expected)
          }}
          selection={selection}
        />
      )}
      {wish && <ExportDialog client={client} onClose={close} {...wish} />}
    </Card>
  )
}
