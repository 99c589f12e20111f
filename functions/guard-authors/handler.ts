import {commitDecision} from '../../core/changes/commitDecision.ts'
import {
  AUTHORED_KINDS,
  restoreAuthor,
  type AuthoredDocument,
} from '../../core/changes/restoreAuthor.ts'
import {isDocumentOfKind, parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import {creationOf, readChanges} from '../shared/documentHistory.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

type Stored = AuthoredDocument & {_type: string; _rev: string; site?: string}

/** What happened to the author. */
export type AuthorResult = 'restored' | 'nothing-to-do'

/**
 * Restores the author of a document from the history of its creation. Its own write calls it once more,
 * and that call finds nothing to restore.
 *
 * @param id - of a shared view or a job; of any other document nothing is read
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

/**
 * Who created a document. Where the history does not go back so far, it is the author that the document
 * named before the oldest change that is left: that change may be the one that replaced the author.
 */
async function authorOf({client}: FunctionServices, id: string): Promise<string | null> {
  const origin = await creationOf(client, id)
  if (!origin || origin.isCreation) return origin?.author ?? null
  const {changes} = await readChanges(client, [id], origin.id)
  const named = changes[0]?.before?.['createdBy']
  return typeof named === 'string' ? named : null
}
