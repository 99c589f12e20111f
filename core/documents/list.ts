import type {LeadList} from '../sanity.types.generated.ts'
import type {Stored} from './stored.ts'

/** What core reads of a `leadList` document. */
export type ListRecord = Stored<LeadList>
