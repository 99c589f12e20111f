import {Hono} from 'hono'
import {createMiddleware} from 'hono/factory'
import {requireCaller} from '../http/authenticate.ts'
import {LakeError, datasetNotFound, projectNotFound} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {projectGrants, projectMembers, projectResource, projectRoles} from './projectResource.ts'

/**
 * The project's own resources, as far as they are not datasets: the project, its members, roles and
 * grants, and for each dataset what the caller may do in it.
 */
export function projectRoutes(lake: LakeServices): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()
  const ofThisProject = createMiddleware<LakeEnv>(async (context, next) => {
    const id = context.req.param('projectId')
    if (id !== undefined && id !== lake.projectId) throw projectNotFound(id)
    return next()
  })
  routes.use('/projects/:projectId', ofThisProject)
  routes.use('/projects/:projectId/*', ofThisProject)

  routes.get('/projects', (context) => {
    const caller = context.get('caller')
    const include = {members: true, features: false}
    return context.json(caller ? [projectResource(lake, caller, include)] : [])
  })

  routes.get('/projects/:projectId', (context) => {
    const caller = requireCaller(context)
    const include = {
      members: context.req.query('includeMembers') !== 'false',
      features: context.req.query('includeFeatures') !== 'false',
    }
    return context.json(projectResource(lake, caller, include))
  })

  routes.get('/projects/:projectId/datasets', (context, next) => {
    if (context.req.query('datasetProfile') === undefined) return next()
    requireCaller(context)
    return Promise.resolve(context.json([]))
  })

  routes.get('/projects/:projectId/datasets/:dataset/acl', (context) => {
    const dataset = context.req.param('dataset')
    if (!lake.store.hasDataset(dataset)) throw datasetNotFound(dataset, lake.projectId)
    return context.json(context.get('caller')?.grants ?? [])
  })

  routes.get('/projects/:projectId/datasets/:dataset/settings/indexing', (context) => {
    requireCaller(context)
    return context.json({partialIndexSettings: {maxFieldDepth: 0}})
  })

  routes.get('/projects/:projectId/grants', (context) =>
    context.json(projectGrants(lake, requireCaller(context))),
  )

  routes.get('/projects/:projectId/acl', (context) =>
    context.json(projectMembers(lake, requireCaller(context))),
  )

  routes.get('/projects/:projectId/users', (context) =>
    context.json(projectMembers(lake, requireCaller(context))),
  )

  routes.get('/projects/:projectId/users/:userId', (context) => {
    const members = projectMembers(lake, requireCaller(context))
    const wanted = context.req.param('userId')
    const member = members.find(({id}) => id === wanted)
    if (!member) throw LakeError.http(404, 'Not Found', 'Project member not found')
    return context.json(member)
  })

  routes.get('/projects/:projectId/roles', (context) =>
    context.json(projectRoles(lake, requireCaller(context))),
  )

  for (const list of [
    'permissions',
    'user-applications',
    'tokens',
    'cors',
    'invitations',
    'tags',
  ]) {
    routes.get(`/projects/:projectId/${list}`, (context) => {
      requireCaller(context)
      return context.json([])
    })
  }

  routes.get('/projects/:projectId/new-content-release-allowed', (context) => {
    requireCaller(context)
    const limits = {defaultOrgActiveReleaseLimit: 0, datasetReleaseLimit: 0}
    return context.json({
      data: {...limits, orgActiveReleaseLimit: 0, orgActiveReleaseCount: 0},
    })
  })

  return routes
}
