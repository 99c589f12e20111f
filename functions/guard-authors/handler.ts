import {commitDecision} from '../../core/changes/commitDecision.ts'
import {
  AUTHORED_KINDS,
  restoreAuthor,
  type AuthoredDocument,
} from '../../core/changes/restoreAuthor.ts'
import {isDocumentOfKind, parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {creationOf, readChanges} from '../shared/storeHistory.ts'

type Stored = AuthoredDocument & {_type: string; _rev: string; site?: string}

/**
 * Who created a document. Where the history does not go back so far, the store's word is what the document
 * said before the oldest change that is left: whoever made that change may be the one who took it over.
 */
async function authorOf({client}: FunctionServices, id: string): Promise<string | null> {
  const origin = await creationOf(client, id)
  if (!origin || origin.isCreation) return origin?.author ?? null
  const {changes} = await readChanges(client, [id], origin.id)
  const named = changes[0]?.before?.['createdBy']
  return typeof named === 'string' ? named : null
}

/** What became of the name. */
export type AuthorResult = 'restored' | 'nothing-to-do'

/**
 * Puts back who made a document, by the store's history of its creation. Called again it finds nothing
 * to put back, so its own write calls it once more and no further.
 *
 * @param id - of a shared view or a job; of anything else nothing is read
 * @throws whatever reading or writing throws
 */
export async function guardAuthor(services: FunctionServices, id: string): Promise<AuthorResult> {
  const {client} = services
  const kind = AUTHORED_KINDS.find((each) => parseIdOfKind(id, each))
  if (!kind) return 'nothing-to-do'
  const author = await authorOf(services, id)
  if (!author) return 'nothing-to-do'
  const store = changeStore(client, 'leads.authors.write', () =>
    client.getDocument<Stored>(id, {tag: 'leads.authors.read'}),
  )
  const {mutations} = await commitDecision(store, (document) => ({
    mutations: document && isDocumentOfKind(document, kind) ? restoreAuthor(document, author) : [],
  }))
  return mutations.length > 0 ? 'restored' : 'nothing-to-do'
}
