import {chunk} from '../documents/chunk.ts'
import {MAX_LISTED, readHistoryLines, type HistoryClient, type HistoryLine} from './historyLines.ts'

/** Asks for the effects of transactions on the documents named, and nothing else. */
export const EFFECTS_ONLY = {
  effectFormat: 'mendoza',
  excludeContent: 'true',
  excludeMutations: 'true',
  includeIdentifiedDocumentsOnly: 'true',
}

/** Whether the effect on a document reverts to no document at all. */
export function isCreation({effects}: HistoryLine, id: string): boolean {
  const revert = effects?.[id]?.revert
  return Array.isArray(revert) && revert.length === 2 && revert[0] === 0 && revert[1] === null
}

/** Ids that fit into one URL. */
const IDS_IN_URL = 100

/**
 * What documents were created with: ids of all documents that the transactions wrote which created them.
 *
 * @returns by id; nothing for a document whose creation the history no longer has
 * @throws whatever a request throws
 */
export async function readCreatedWith(
  client: HistoryClient,
  ids: readonly string[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const some of chunk(ids, IDS_IN_URL)) {
    let from = ''
    for (;;) {
      const range = {fromTransaction: from, limit: String(MAX_LISTED)}
      const [effects, summaries] = await Promise.all([
        readHistoryLines(client, some, {...EFFECTS_ONLY, ...range}),
        readHistoryLines(client, some, {excludeContent: 'true', ...range}),
      ])
      // Where effects are of the documents named, so are the ids.
      const written = new Map(summaries.map((line) => [line.id, line.documentIDs] as const))
      for (const line of effects) {
        for (const id of some.filter((each) => isCreation(line, each))) {
          found.set(id, new Set([...(found.get(id) ?? []), ...(written.get(line.id) ?? [])]))
        }
      }
      const last = effects.at(-1)?.id ?? ''
      if (effects.length < MAX_LISTED || last === from) break
      from = last
    }
  }
  return found
}
