import {Hono, type Context} from 'hono'
import {isAdministrator, type Caller} from '../access/lakeCaller.ts'
import {requireCaller} from '../http/authenticate.ts'
import {requireWriter} from '../http/dataRequest.ts'
import {parseJson, readText, limitedBody} from '../http/requestBody.ts'
import {badRequest, datasetNotFound, forbidden, projectNotFound} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'

/**
 * The project's datasets as `client.datasets` and the CLI manage them: every token may read the list,
 * administrators may change it. Answers with and without `/projects/:projectId` in the path.
 */
export function datasetRoutes(lake: LakeServices): Hono<LakeEnv> {
  const administrator = (context: Context<LakeEnv>): Caller => {
    const caller = requireCaller(context)
    if (isAdministrator(caller)) return caller
    throw forbidden('Only administrators may manage datasets')
  }
  const existing = (context: Context<LakeEnv>): string => {
    const name = context.req.param('dataset') ?? ''
    if (!lake.store.hasDataset(name)) throw datasetNotFound(name, lake.projectId)
    return name
  }

  const routes = new Hono<LakeEnv>()
  routes.use('/projects/:projectId/datasets/*', async (context, next) => {
    const projectId = context.req.param('projectId')
    if (projectId !== lake.projectId) throw projectNotFound(projectId)
    await next()
  })
  for (const base of ['/datasets', '/projects/:projectId/datasets']) {
    routes.get(base, (context) => {
      requireCaller(context)
      return context.json(
        lake.store.listDatasets().map((dataset) => ({
          ...dataset,
          createdByUserId: 'system',
          addonFor: null,
          datasetProfile: 'content',
          features: [],
          tags: [],
        })),
      )
    })
    routes.put(`${base}/:dataset`, limitedBody, async (context) => {
      administrator(context)
      const datasetName = context.req.param('dataset')
      const aclMode = await aclModeOf(context)
      lake.store.createDataset(datasetName, aclMode)
      return context.json({datasetName, aclMode})
    })
    routes.patch(`${base}/:dataset`, limitedBody, async (context) => {
      administrator(context)
      const datasetName = existing(context)
      const aclMode = await aclModeOf(context)
      lake.store.setAclMode(datasetName, aclMode)
      return context.json({datasetName, aclMode})
    })
    routes.delete(`${base}/:dataset`, (context) => {
      const caller = administrator(context)
      const name = existing(context)
      requireWriter(caller, name)
      lake.store.deleteDataset(name)
      return context.json({deleted: true})
    })
  }
  return routes
}

/** Datasets are private unless asked otherwise, since this project keeps personal data in them. */
async function aclModeOf(context: Context<LakeEnv>): Promise<'private' | 'public'> {
  const text = await readText(context.req)
  if (text === '') return 'private'
  const body = parseJson(text)
  const mode = typeof body === 'object' && body && 'aclMode' in body ? body.aclMode : undefined
  if (mode === undefined || mode === 'private') return 'private'
  if (mode === 'public') return 'public'
  throw badRequest('"aclMode" must be "private" or "public"')
}
