import type {SanityClient} from '@sanity/client'
import {
  personIds,
  personOf,
  type PersonDocument,
  type PersonDocuments,
} from '../../core/documents/person.ts'

/** People whose documents fit into one request for documents by their ids. */
export const PEOPLE_AT_ONCE = 30

/**
 * Reads what there is of up to {@link PEOPLE_AT_ONCE} people in one request. It sees every write that was
 * acknowledged before, which a query may not.
 *
 * @param tag - request tag
 * @returns in the order of the people
 */
export async function readPeople(
  client: SanityClient,
  people: readonly {site: string; key: string}[],
  tag: string,
): Promise<PersonDocuments[]> {
  const ids = people.flatMap(({site, key}) => personIds(site, key))
  const found = await client.getDocuments<PersonDocument>(ids, {tag})
  const byId = new Map(found.map((document) => [document?._id, document]))
  return people.map(({site, key}) => personOf(site, key, (id) => byId.get(id)))
}

/** Reads what there is of a person, as {@link readPeople} does. */
export async function readPerson(
  client: SanityClient,
  site: string,
  personKey: string,
  tag: string,
): Promise<PersonDocuments> {
  const ids = personIds(site, personKey)
  const found = await client.getDocuments<PersonDocument>(ids, {tag})
  return personOf(site, personKey, (id) => found.find((document) => document?._id === id))
}
