import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {siteDocumentId, tenantDocumentId} from './documentId.ts'
import {DOCUMENT_KINDS, KINDS} from './kinds.ts'
import {grantsFor} from './grants.ts'
import {mayDelete} from './mayDelete.ts'
import {roleName, SITE_ROLES, type TenantRole} from './roles.ts'
import {withIdPaths} from './withIdPaths.ts'

const SITES = ['artameta', 'artametaphor', 'bluefern']
const DOCUMENTS = SITES.flatMap((site) => [
  {_id: siteDocumentId(site), _type: 'site', site},
  ...DOCUMENT_KINDS.map((kind) => ({
    _id: tenantDocumentId(site, kind, 'x'),
    _type: KINDS[kind].type,
    site,
  })),
])
const ROLES: TenantRole[] = [
  {kind: 'superadmin'},
  ...SITE_ROLES.map((role): TenantRole => ({kind: 'site', site: 'artameta', role})),
]

function isGranted(role: TenantRole, document: object): boolean {
  return grantsFor(role)
    .filter(({permissions}) => permissions.includes('delete'))
    .map(({filter}) => withIdPaths(parse(filter)))
    .some((tree) => evaluateSync(tree, {root: document, dataset: []}).data === true)
}

describe('mayDelete', () => {
  test.each(ROLES.map((role) => [roleName(role), role] as const))(
    'says of every kind of document what the grants of %s say',
    (_name, role) => {
      const deletable = DOCUMENTS.filter(({_id}) => mayDelete(role, _id))
      expect(deletable).toEqual(DOCUMENTS.filter((document) => isGranted(role, document)))
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
