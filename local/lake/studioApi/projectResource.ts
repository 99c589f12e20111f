import {SITE_ROLES, SUPERADMIN_ROLE_NAME, parseRoleName} from '../../../core/tenancy/roles.ts'
import type {Caller} from '../access/lakeCaller.ts'
import type {LakeServices} from '../lakeServices.ts'
import {maySee, roleResource} from './people.ts'

/** When the local project came to be, as far as its resources are asked. */
const CREATED_AT = '2025-01-01T00:00:00.000Z'

/** The people and robots of the project whom a caller may know of, as project members. */
export function projectMembers(lake: LakeServices, viewer: Caller): Record<string, unknown>[] {
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
 * The project as `GET /projects/<id>` shows it. It belongs to no organisation, so that the Studio
 * opens no streams for services that only organisations have.
 */
export function projectResource(
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
export function projectGrants(lake: LakeServices, caller: Caller): Record<string, unknown> {
  const all = lake.access.isAdministrator(caller)
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

/** The roles of the project that a caller may know of: those of the sites they can see. */
export function projectRoles(lake: LakeServices, viewer: Caller): Record<string, unknown>[] {
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
