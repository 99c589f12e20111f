import {Hono} from 'hono'
import type {Caller} from '../access/lakeCaller.ts'
import {publishedIdOf} from '../actions/versionId.ts'
import {datasetOf, idList, isOn} from '../http/dataRequest.ts'
import {jsonResponse} from '../http/textResponse.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import type {StoredDocument} from '../store/storedDocument.ts'

/** Why a document is not in a response. */
interface Omission {
  id: string
  reason: 'existence' | 'permission'
}

/**
 * `GET /data/doc/:dataset/:ids`: documents by id, with the reason for each that is left out.
 * `includeAllVersions` adds the drafts and releases of a published id; `excludeContent` answers
 * with reasons only.
 */
export function docRoutes(lake: LakeServices): Hono<LakeEnv> {
  return new Hono<LakeEnv>().get('/data/doc/:dataset/:ids', (context) => {
    const {caller, dataset} = datasetOf(lake, context)
    const asked = idList(context.req.param('ids'))
    const ids = isOn(context.req.query('includeAllVersions'))
      ? asked.flatMap((id) => [id, ...lake.store.versionIds(dataset, publishedIdOf(id))])
      : asked
    const documents: StoredDocument[] = []
    const omitted: Omission[] = []
    for (const id of new Set(ids)) {
      const document = lake.store.getDocument(dataset, id)
      if (document && lake.access.can(caller, 'read', document)) documents.push(document)
      else if (asked.includes(id)) omitted.push({id, reason: reasonFor(lake, caller, id)})
    }
    const content = isOn(context.req.query('excludeContent')) ? [] : documents
    return jsonResponse(context, {
      documents: content,
      ...(omitted.length > 0 ? {omitted} : {}),
    })
  })
}

/**
 * The reason depends on the id alone, not on whether the document exists, so that one site can't find
 * out what another one has: for an id that the caller may not read, it is always "permission".
 */
function reasonFor(lake: LakeServices, caller: Caller, id: string): Omission['reason'] {
  const nothing = {_type: '', _rev: '', _createdAt: '', _updatedAt: ''}
  const reaches = [id, publishedIdOf(id)].some((place) =>
    lake.access.can(caller, 'read', {...nothing, _id: place}),
  )
  return reaches ? 'existence' : 'permission'
}
