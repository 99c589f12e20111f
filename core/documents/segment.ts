import type {Segment} from '../sanity.types.generated.ts'
import type {Stored} from './stored.ts'

/** What core reads of a `segment` document. */
export type SegmentRecord = Stored<Segment>

/** A point of the history of a segment's count, as it is written. */
export type SegmentPoint = NonNullable<Segment['history']>[number]
