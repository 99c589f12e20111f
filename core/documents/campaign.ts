import type {Campaign} from '../sanity.types.generated.ts'
import type {Stored} from './stored.ts'

/** What core reads of a `campaign` document. */
export type CampaignRecord = Stored<Campaign>
