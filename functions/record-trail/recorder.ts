import type {ChainHead} from '../../core/audit/hashChain.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import type {ProductRobots} from './productRobots.ts'
import type {FactReader} from './readFacts.ts'
import type {HeldLease} from './trailLeaseHolder.ts'

/** What one call works with. */
export interface Recorder {
  services: FunctionServices
  lease: HeldLease
  robots: ProductRobots
  reader: FactReader
  /** Ends of chains, as far as they were read or written. */
  heads: Map<string, ChainHead | null>
  /** What could not be done beside writing, for whoever operates the functions. */
  faults: string[]
  /** Documents that were restored, which the trail does not tell yet. */
  restored: number
  /** Events that were appended. */
  events: number
  isOver: () => boolean
}
