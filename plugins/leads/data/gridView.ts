import type {AudienceFilter} from '../../../core/audience/toGroq.ts'
import type {RowFields} from './rowFields.ts'
import type {Sort} from './sortKeys.ts'

/** What a grid asks the store for: whose leads, which of them, in what order. */
export interface GridView {
  site: string
  sort: Sort
  /** From `viewToGroq`. */
  where: AudienceFilter
}

/** A {@link GridView} with what is read of each row. */
export interface GridRequest extends GridView {
  fields: RowFields
}
