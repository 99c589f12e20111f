import {Button, Flex} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {takeFocus} from '../../../ui/takeFocus.ts'
import type {ExportPhase} from './useLeadExport.ts'

/** What {@link ExportSteps} need. */
export interface ExportStepsProps {
  phase: ExportPhase['kind']
  /** How many leads were counted; 0 while that is not known. */
  total: number
  /** Whether somebody is at work in the dialog: the button to begin with leaves them the focus. */
  isBusy: boolean
  /** Closes the dialog, or stops the export that goes on. */
  onClose: () => void
  onStart: () => void
  /** Counts again where that failed. */
  onRecount: (() => void) | null
}

/** The buttons of the dialog. Each step has others, and the one to go on with takes the focus. */
export function ExportSteps(props: ExportStepsProps) {
  const {phase, total, isBusy, onClose, onStart, onRecount} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const canStart = phase === 'ready' && total > 0
  const canRetry = phase === 'cancelled' || phase === 'failed'
  const hasEnded = phase === 'done' || canRetry
  const isOnly = phase === 'running' || phase === 'done'
  return (
    <Flex gap={2} justify="flex-end" padding={3}>
      <Button
        key={`close-${phase}`}
        mode={isOnly ? 'ghost' : 'bleed'}
        onClick={onClose}
        ref={isOnly ? takeFocus : null}
        text={t(hasEnded ? 'export.close' : 'dialog.cancel')}
      />
      {phase === 'ready' && onRecount && (
        <Button mode="ghost" onClick={onRecount} text={t('dialog.recount')} />
      )}
      {phase === 'ready' && (
        <Button
          disabled={!canStart}
          key={`start-${String(canStart || isBusy)}`}
          onClick={onStart}
          ref={canStart && !isBusy ? takeFocus : null}
          text={t('export.start', {count: total})}
        />
      )}
      {canRetry && (
        <Button key={`again-${phase}`} onClick={onStart} ref={takeFocus} text={t('export.again')} />
      )}
    </Flex>
  )
}
