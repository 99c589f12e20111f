import {chunk} from '../../documents/chunk.ts'
import {
  personIds,
  personOf,
  type PersonDocument,
  type PersonDocuments,
} from '../../documents/person.ts'
import {isDocumentOfKind, parseIdOfKind} from '../../tenancy/documentId.ts'
import {needsStanding, type BulkAction} from './bulkIntent.ts'
import type {BulkUndo} from './bulkOutcome.ts'

/** Ids that fit into one URL. */
const IDS_IN_URL = 100

/** The people that decisions of a bulk change depend on. */
export interface BulkPeople {
  /** Ids of the leads that exist. */
  leadIds: readonly string[]
  /** The documents under the key of a lead. */
  person: (leadId: string) => PersonDocuments
}

/** What to undo, by the id of the lead. */
export type BulkUndos = ReadonlyMap<string, BulkUndo>

/** Groups documents by person. A lead whose site or type differs from its id counts as missing. */
export function bulkPeople(documents: readonly (PersonDocument | null)[]): BulkPeople {
  const byId = new Map(
    documents.flatMap((document) => {
      const isForeign = document?._type === 'lead' && !isDocumentOfKind(document, 'lead')
      return document && !isForeign ? [[document._id, document] as const] : []
    }),
  )
  return {
    leadIds: [...byId.values()].flatMap(({_id, _type}) => (_type === 'lead' ? [_id] : [])),
    person(leadId) {
      const {site, key} = parseIdOfKind(leadId, 'lead') ?? {site: '', key: ''}
      return personOf(site, key, (id) => byId.get(id))
    },
  }
}

/**
 * Reads the people of a bulk change by the ids of their leads. Unlike a query, this sees every write that
 * was acknowledged.
 *
 * @param getDocuments - reads documents by their ids
 * @param action - restoring a lead and adding it to a campaign also depend on the person's subscription
 * and suppression
 */
export async function readBulkPeople(
  getDocuments: (ids: string[]) => Promise<readonly (PersonDocument | null)[]>,
  leadIds: readonly string[],
  action: BulkAction,
): Promise<BulkPeople> {
  const ids = needsStanding(action)
    ? leadIds.flatMap((id) => {
        const parsed = parseIdOfKind(id, 'lead')
        return parsed ? personIds(parsed.site, parsed.key) : []
      })
    : leadIds
  const found = await Promise.all(chunk(ids, IDS_IN_URL).map(getDocuments))
  return bulkPeople(found.flat())
}
