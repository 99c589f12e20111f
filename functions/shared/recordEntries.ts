import type {Mutation} from '../../core/changes/mutation.ts'
import {auditWriter} from './auditWriter.ts'
import type {FunctionServices} from './functionServices.ts'

/** Ids of the timeline entries among what was written. */
export function writtenEntries(mutations: readonly Mutation[]): string[] {
  return mutations.flatMap((mutation) => {
    const document = 'createIfNotExists' in mutation ? mutation.createIfNotExists : null
    return document?._type === 'leadActivity' ? [document._id] : []
  })
}

/**
 * Records timeline entries in the audit trail within the call that wrote them, so that `record-audit`
 * need not be called for each. What a call leaves out because it ends before, the next attempt
 * records, and what no attempt did, the sweep does. An entry that the trail has already, and one that
 * does not exist, is passed over.
 *
 * @throws whatever reading or writing the trail throws: the call has to be tried again
 */
export async function recordEntries(
  services: FunctionServices,
  ids: readonly string[],
): Promise<void> {
  const writer = auditWriter(services)
  await Promise.all(ids.map((id) => writer.record(id)))
}
