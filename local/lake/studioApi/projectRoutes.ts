import {Hono} from 'hono'
import {createMiddleware} from 'hono/factory'
import {SITE_ROLES, SUPERADMIN_ROLE_NAME, parseRoleName} from '../../../core/tenancy/roles.ts'
import {isAdministrator, type Caller} from '../access/lakeCaller.ts'
import {requireCaller} from '../http/authenticate.ts'
import {LakeError, datasetNotFound, projectNotFound} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {maySee, roleResource} from './userResources.ts'

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

/** Creation date of the local project, for its resources. */
const CREATED_AT = '2025-01-01T00:00:00.000Z'

/** The people and robots of the project whom a caller may see, as project members. */
function projectMembers(lake: LakeServices, viewer: Caller): Record<string, unknown>[] {
  return lake.access
    .listCallers()
    .filter((caller) => maySee(viewer, caller))
    .map((caller) => ({
      id: caller.id,
      createdAt: CREATED_AT,
      updatedAt: CREATED_AT,
      isCurrentUser: caller.id === viewer.id,
      isRobot: caller.robot,
      role: caller.role,
      roles: [roleResource(caller.role)],
    }))
}

/**
 * The project as `GET /projects/<id>` shows it. It belongs to no organisation, so the Studio opens no
 * streams for services that only organisations have.
 */
function projectResource(
  lake: LakeServices,
  viewer: Caller,
  include: {members: boolean; features: boolean},
): Record<string, unknown> {
  return {
    id: lake.projectId,
    displayName: 'Local data',
    studioHost: null,
    organizationId: null,
    isBlocked: false,
    isDisabled: false,
    isDisabledByUser: false,
    activityFeedEnabled: false,
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    pendingInvites: 0,
    maxRetentionDays: 365,
    metadata: {integration: 'local', color: ''},
    ...(include.members ? {members: projectMembers(lake, viewer)} : {}),
    ...(include.features ? {features: []} : {}),
  }
}

/**
 * What a caller may do with the project itself, by resource. Nobody may invite people or deploy a
 * Studio to a local project, so the Studio offers neither.
 */
function projectGrants(lake: LakeServices, caller: Caller): Record<string, unknown> {
  const all = isAdministrator(caller)
  const grant = (...names: string[]) => [
    {grants: names.map((name) => ({name, params: []})), config: {}},
  ]
  return {
    'sanity.project': grant('read'),
    'sanity.project.datasets': all ? grant('read', 'create', 'delete') : grant('read'),
    'sanity.project.members': grant('read'),
    'sanity.project.roles': grant('read'),
  }
}

/** The roles of the project that a caller may see: those of their sites. */
function projectRoles(lake: LakeServices, viewer: Caller): Record<string, unknown>[] {
  const names = new Set([SUPERADMIN_ROLE_NAME, viewer.role])
  for (const caller of lake.access.listCallers()) {
    if (maySee(viewer, caller)) names.add(caller.role)
  }
  return [...names].map((name) => {
    const role = parseRoleName(name)
    return {
      ...roleResource(name),
      projectId: lake.projectId,
      isRootRole: false,
      isCustom: role?.kind === 'site',
      appliesToUsers: true,
      appliesToRobots: role?.kind !== 'site',
      sortRank: role?.kind === 'site' ? SITE_ROLES.indexOf(role.role) : SITE_ROLES.length,
    }
  })
}
