import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {grantsFor, type Permission} from './grants.ts'
import {SITE_ROLES, type TenantRole} from './roles.ts'
import {withIdPaths} from './withIdPaths.ts'

function allowed(role: TenantRole, permission: Permission, document: object): boolean {
  return grantsFor(role)
    .filter(({permissions}) => permissions.includes(permission))
    .map(({filter}) => withIdPaths(parse(filter)))
    .some((tree) => evaluateSync(tree, {root: document, dataset: []}).data === true)
}

const ROLES = SITE_ROLES.map((role): TenantRole => ({kind: 'site', site: 'artameta', role}))
const EVENT = {_id: 'artameta.audit.000000000001'}

describe('the audit trail', () => {
  test.each(ROLES)('is read and not written by a site’s $role', (role) => {
    expect(allowed(role, 'read', EVENT)).toBe(true)
    for (const permission of ['create', 'update', 'delete', 'manage'] as const) {
      expect(allowed(role, permission, EVENT)).toBe(false)
    }
  })

  test.each(ROLES)('of other sites and of the network is not for a site’s $role', (role) => {
    for (const site of ['bluefern', 'artametaphor', 'network']) {
      const _id = `${site}.audit.000000000001`
      expect(allowed(role, 'read', {_id})).toBe(false)
    }
  })

  test('of the network is for superadmins', () => {
    const event = {_id: 'network.audit.000000000001'}
    expect(allowed({kind: 'superadmin'}, 'read', event)).toBe(true)
  })

  test('cannot be got round: nobody says of a new entry that it is recorded already', () => {
    const entry = {_id: 'artameta.activity.x.01ARZ3NDEKTSV4RRFFQ69G5FAV'}
    for (const role of ROLES) {
      expect(allowed(role, 'create', {...entry, auditSeq: 0})).toBe(false)
      expect(allowed(role, 'update', entry)).toBe(false)
    }
    const editor: TenantRole = {kind: 'site', site: 'artameta', role: 'editor'}
    expect(allowed(editor, 'create', entry)).toBe(true)
  })
})
