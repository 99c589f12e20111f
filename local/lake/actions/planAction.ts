import {
  documentAlreadyExists,
  documentNotFound,
  invalidMutation,
  revisionDoesNotMatch,
} from '../mutations/mutationErrors.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import type {ParsedAction} from './parseAction.ts'
import {draftIdOf, isVersionId, publishedIdOf} from './versionId.ts'

/** Reads a document as the transaction has left it so far; `null` for one the caller may not read. */
type Read = (id: string) => StoredDocument | null

type ActionOf<T extends string> = Extract<ParsedAction, {actionType: `sanity.action.document.${T}`}>

/**
 * Yields the mutations of one action, which depend on the current documents:
 * https://www.sanity.io/docs/http-reference/actions
 *
 * @throws MutationFailure when the documents don't meet the action's conditions
 */
export function* planAction(action: ParsedAction, read: Read): Generator {
  switch (action.actionType) {
    case 'sanity.action.document.create':
      yield* create(action, read)
      break
    case 'sanity.action.document.edit':
      yield* edit(action, read)
      break
    case 'sanity.action.document.publish':
      yield* publish(action, read)
      break
    case 'sanity.action.document.unpublish':
      yield* unpublish(action, read)
      break
    case 'sanity.action.document.discard':
      yield* discard(action.draftId, action.purge, read)
      break
    case 'sanity.action.document.version.discard':
      yield* discard(action.versionId, action.purge, read)
      break
    case 'sanity.action.document.delete':
      yield* remove(action, read)
      break
    case 'sanity.action.document.replaceDraft':
      yield* replaceDraft(action, read)
      break
    case 'sanity.action.document.version.create':
      yield* createVersion(action, read)
      break
    case 'sanity.action.document.version.replace':
      existing(read, action.document._id)
      yield {createOrReplace: action.document}
      break
    case 'sanity.action.document.version.unpublish':
      yield* unpublishVersion(action, read)
      break
  }
}

function* create(action: ActionOf<'create'>, read: Read): Generator {
  const {publishedId, attributes, ifExists} = action
  const id = attributes._id ?? draftIdOf(publishedId)
  assertVersionOf(id, publishedId)
  if (read(publishedId)) throw documentAlreadyExists(publishedId)
  if (ifExists === 'ignore') yield {createIfNotExists: {...attributes, _id: id}}
  else yield {create: {...attributes, _id: id}}
}

function* edit({draftId, publishedId, patch}: ActionOf<'edit'>, read: Read): Generator {
  if (draftId !== publishedId) assertVersionOf(draftId, publishedId)
  if (!read(draftId)) {
    yield {create: {...contentOf(existing(read, publishedId)), _id: draftId}}
  }
  yield {patch: {...patch, id: draftId}}
}

function* publish(action: ActionOf<'publish'>, read: Read): Generator {
  const {publishedId} = action
  const draftId = action.versionId ?? action.draftId ?? draftIdOf(publishedId)
  assertVersionOf(draftId, publishedId)
  const draft = existing(read, draftId)
  expectRevision(draft, action.ifVersionRevisionId ?? action.ifDraftRevisionId)
  const published = read(publishedId)
  if (action.ifPublishedRevisionId !== undefined) {
    if (!published) throw documentNotFound(publishedId)
    expectRevision(published, action.ifPublishedRevisionId)
  }
  const content = strengthenOnPublish(contentOf(draft))
  const document = {...content, _id: publishedId}
  if (published) {
    yield {createOrReplace: {...document, _createdAt: published._createdAt}}
  } else {
    yield {create: document}
  }
  yield {delete: {id: draftId}}
}

function* unpublish({draftId, publishedId}: ActionOf<'unpublish'>, read: Read): Generator {
  assertVersionOf(draftId, publishedId)
  const published = existing(read, publishedId)
  if (!read(draftId)) yield {create: {...contentOf(published), _id: draftId}}
  yield {delete: {id: publishedId}}
}

function* discard(id: string, purge: boolean | undefined, read: Read): Generator {
  if (!isVersionId(id)) throw invalidMutation(`"${id}" is not the ID of a draft or version`)
  existing(read, id)
  yield {delete: purge ? {id, purge} : {id}}
}

function* remove(action: ActionOf<'delete'>, read: Read): Generator {
  const {publishedId, includeDrafts, purge} = action
  for (const id of includeDrafts) assertVersionOf(id, publishedId)
  const draftId = draftIdOf(publishedId)
  if (!includeDrafts.includes(draftId) && read(draftId)) {
    throw invalidMutation(
      `Document "${publishedId}" has the draft "${draftId}", which is not included in the deletion`,
      'draftNotIncludedError',
    )
  }
  existing(read, publishedId)
  for (const id of [publishedId, ...includeDrafts]) {
    if (id === publishedId || read(id)) yield {delete: purge ? {id, purge} : {id}}
  }
}

function* replaceDraft(action: ActionOf<'replaceDraft'>, read: Read): Generator {
  const {publishedId, attributes} = action
  const id = attributes._id ?? draftIdOf(publishedId)
  assertVersionOf(id, publishedId)
  if (!read(id) && !read(publishedId)) throw documentNotFound(publishedId)
  yield {createOrReplace: {...attributes, _id: id}}
}

function* createVersion(action: ActionOf<'version.create'>, read: Read): Generator {
  const {publishedId, document, baseId, versionId, ifBaseRevisionId} = action
  const id = document?._id ?? versionId ?? draftIdOf(publishedId)
  assertVersionOf(id, publishedId)
  if (document) {
    yield {create: {...document, _id: id}}
    return
  }
  const base = existing(read, baseId ?? publishedId)
  expectRevision(base, ifBaseRevisionId)
  yield {create: {...contentOf(base), _id: id}}
}

function* unpublishVersion(
  {versionId, publishedId}: ActionOf<'version.unpublish'>,
  read: Read,
): Generator {
  assertVersionOf(versionId, publishedId)
  if (!read(versionId)) {
    yield {create: {...contentOf(existing(read, publishedId)), _id: versionId}}
  }
  yield {patch: {id: versionId, set: {'_system.delete': true}}}
}

function existing(read: Read, id: string): StoredDocument {
  const document = read(id)
  if (!document) throw documentNotFound(id)
  return document
}

function expectRevision(document: StoredDocument, expected: string | undefined): void {
  if (expected === undefined || expected === document._rev) return
  throw revisionDoesNotMatch(document._id, document._rev, expected)
}

function assertVersionOf(versionId: string, publishedId: string): void {
  if (isVersionId(versionId) && publishedIdOf(versionId) === publishedId) return
  throw invalidMutation(
    `"${versionId}" is not the ID of a draft or version of "${publishedId}"`,
    'invalidVersionIDError',
  )
}

function contentOf(document: StoredDocument): Record<string, unknown> {
  const {_id, _rev, _updatedAt, ...content} = document
  return content
}

/** Makes references strong that were weak only until their target is published. */
function strengthenOnPublish(content: Record<string, unknown>): Record<string, unknown> {
  const strengthened: unknown = JSON.parse(JSON.stringify(content), (_key, value: unknown) => {
    if (typeof value !== 'object' || !value || !('_strengthenOnPublish' in value)) return value
    const {_strengthenOnPublish: plan, ...reference} = value
    const staysWeak = typeof plan === 'object' && plan !== null && 'weak' in plan && plan.weak
    if (staysWeak || !('_weak' in reference)) return reference
    const {_weak, ...strong} = reference
    return strong
  })
  return {...content, ...(typeof strengthened === 'object' ? strengthened : {})}
}
