import {LOCAL_HEADS_DATASET} from '../../ports.ts'
import {forbidden} from '../lakeError.ts'
import type {Caller} from './lakeCaller.ts'

/**
 * Datasets that one robot writes and nobody else, not even an administrator: what it keeps there is
 * evidence about what administrators did. On the hosted service that is a project of its own whose only
 * writer is that robot.
 */
const WRITERS: ReadonlyMap<string, string> = new Map([[LOCAL_HEADS_DATASET, 'functions']])

/**
 * @throws LakeError 403 when the dataset is sealed and the caller is not its writer
 */
export function requireWriter({id}: Caller, dataset: string): void {
  const writer = WRITERS.get(dataset)
  if (writer === undefined || writer === id) return
  throw forbidden(`Only the robot "${writer}" may change "${dataset}"`)
}
