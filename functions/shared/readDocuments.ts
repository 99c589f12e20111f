import type {SanityClient} from '@sanity/client'
import {chunk} from '../../core/documents/chunk.ts'

/** Ids that fit into one URL: those of activities have about 80 characters. */
export const IDS_IN_URL = 100

/**
 * Reads any number of documents by their ids. It sees every acknowledged write, which a query may not.
 *
 * @param tag - request tag
 * @returns the documents that exist, by id
 */
export async function readDocuments<T extends {_id: string}>(
  client: SanityClient,
  ids: readonly string[],
  tag: string,
): Promise<Map<string, T>> {
  const found = new Map<string, T>()
  for (const some of chunk([...new Set(ids)], IDS_IN_URL)) {
    const documents = await client.getDocuments<T>(some, {tag})
    for (const document of documents) if (document) found.set(document._id, document)
  }
  return found
}

/** The same with all requests at once, for the people of one chunk of a job. */
export async function readDocumentsAtOnce<T extends {_id: string}>(
  client: SanityClient,
  ids: readonly string[],
  tag: string,
): Promise<Map<string, T>> {
  const pages = chunk([...new Set(ids)], IDS_IN_URL)
  const found = await Promise.all(pages.map((some) => readDocuments<T>(client, some, tag)))
  return new Map(found.flatMap((each) => [...each]))
}
