import type {BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'

/** Actions that the bar offers. */
export type OfferedAction = Exclude<BulkAction['kind'], 'setScore' | 'setCustomField' | 'undo'>

/** What every form of an action takes. */
export interface BulkFormProps {
  /** Told what is to be done, or `null` while the form is not filled in. */
  onChange: (action: BulkAction | null) => void
}
