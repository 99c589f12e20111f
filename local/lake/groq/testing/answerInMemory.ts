import {evaluationContext, type Query} from '../answerQuery.ts'
import {evaluateGroq} from '../groqNode.ts'
import {parseQuery} from '../parseQuery.ts'
import {publishedId, resolveDocument, type Perspective} from '../perspective.ts'
import {planQuery} from '../plan/planQuery.ts'
import {byId, type QueryDocument} from '../queryDocument.ts'

/**
 * Answers a query as the lake does, but without indexes: groq-js goes through all documents.
 *
 * @returns the result as JSON text
 */
export function answerInMemory(
  documents: readonly QueryDocument[],
  query: Query,
  perspective: Perspective = {kind: 'raw', versions: true},
  mayRead: (document: QueryDocument) => boolean = () => true,
): string {
  const stored = new Map(documents.map((document) => [document._id, document]))
  const readable = (id: string) => {
    const document = stored.get(id)
    return document && mayRead(document) ? document : null
  }
  const ids = [...stored.keys()].map((id) =>
    perspective.kind === 'layered' ? publishedId(id) : id,
  )
  const shown = [...new Set(ids)]
    .flatMap((id) => resolveDocument(id, perspective, readable) ?? [])
    .sort(byId)
  const view = new Map(shown.map((document) => [document._id, document]))
  const context = evaluationContext(query, shown)
  const tree = parseQuery(query.text, query.params)
  const plan = planQuery(tree, {text: query.text, context, view, access: null})
  return JSON.stringify(evaluateGroq(plan, context)) ?? 'null'
}
