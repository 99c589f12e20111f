import type {SanityClient} from '@sanity/client'
import {parseImportIntent, type ImportIntent} from '../../core/imports/importPlan.ts'
import {creationOf, documentsAt} from './documentHistory.ts'

/** What somebody asked for when they created an import, by the store's history. */
export interface CreatedWork {
  author: string | null
  /** `null` where the instruction cannot be read. */
  work: ImportIntent['work'] | null
}

/** Reads what an import was created for; nothing that was written into it later counts. */
export async function readCreatedWork(
  client: SanityClient,
  importId: string,
): Promise<CreatedWork | null> {
  const creation = await creationOf(client, importId)
  if (!creation) return null
  const created = (await documentsAt(client, [importId], creation.id)).get(importId)
  const intent = created?.['intent']
  const work = typeof intent === 'string' ? (parseImportIntent(intent)?.work ?? null) : null
  return {author: creation.author, work}
}
