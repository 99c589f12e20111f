import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {DOCUMENT_KINDS, siteDocumentId, tenantDocumentId} from './documentId.ts'
import {grantsFor} from './grants.ts'
import {mayDelete} from './mayDelete.ts'
import {roleName, SITE_ROLES, type TenantRole} from './roles.ts'
import {withIdPaths} from './withIdPaths.ts'

const SITES = ['artameta', 'artametaphor', 'bluefern']
const IDS = SITES.flatMap((site) => [
  siteDocumentId(site),
  ...DOCUMENT_KINDS.map((kind) => tenantDocumentId(site, kind, 'x')),
])
const ROLES: TenantRole[] = [
  {kind: 'superadmin'},
  ...SITE_ROLES.map((role): TenantRole => ({kind: 'site', site: 'artameta', role})),
]

function isGranted(role: TenantRole, _id: string): boolean {
  return grantsFor(role)
    .filter(({permissions}) => permissions.includes('delete'))
    .map(({filter}) => withIdPaths(parse(filter)))
    .some((tree) => evaluateSync(tree, {root: {_id}, dataset: []}).data === true)
}

describe('mayDelete', () => {
  test.each(ROLES.map((role) => [roleName(role), role] as const))(
    'says of every kind of document what the grants of %s say',
    (_name, role) => {
      const deletable = IDS.filter((id) => mayDelete(role, id))
      expect(deletable).toEqual(IDS.filter((id) => isGranted(role, id)))
    },
  )

  test('leaves records of what happened to a person to superadmins', () => {
    const admin: TenantRole = {kind: 'site', site: 'artameta', role: 'admin'}
    for (const kind of ['activity', 'audit', 'suppression'] as const) {
      expect(mayDelete(admin, tenantDocumentId('artameta', kind, 'x'))).toBe(false)
    }
    expect(mayDelete(admin, 'artameta.lead.x')).toBe(true)
    expect(mayDelete(admin, 'drafts.artameta.lead.x')).toBe(false)
  })
})
