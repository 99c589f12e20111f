import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {grantsFor, type Permission} from './grants.ts'
import {SITE_ROLES, type TenantRole} from './roles.ts'
import {withIdPaths} from './withIdPaths.ts'

function allowed(
  role: TenantRole,
  permission: Permission,
  document: object,
  identity = 'somebody',
): boolean {
  return grantsFor(role)
    .filter(({permissions}) => permissions.includes(permission))
    .map(({filter}) => withIdPaths(parse(filter)))
    .some((tree) => evaluateSync(tree, {root: document, dataset: [], identity}).data === true)
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

describe('receipts of the audit trail', () => {
  test.each(ROLES)('are not written by a site’s $role', (role) => {
    const receipt = {_id: 'artameta.receipt.abcdefghijklmnopqrstuvwxyz'}
    expect(allowed(role, 'read', receipt)).toBe(true)
    for (const permission of ['create', 'update', 'delete', 'manage'] as const) {
      expect(allowed(role, permission, receipt)).toBe(false)
    }
  })
})

describe('exports', () => {
  const [viewer, editor, admin] = ROLES
  const export_ = {_id: 'artameta.export.01ARZ3NDEKTSV4RRFFQ69G5FAV', createdBy: 'u1'}

  test('are made and ended in one’s own name only', () => {
    for (const role of [editor, admin]) {
      for (const permission of ['create', 'update'] as const) {
        expect(role && allowed(role, permission, export_, 'u1')).toBe(true)
        expect(role && allowed(role, permission, export_, 'u2')).toBe(false)
      }
    }
    expect(viewer && allowed(viewer, 'create', export_, 'u1')).toBe(false)
    expect(editor && allowed(editor, 'delete', export_, 'u1')).toBe(false)
  })
})

describe('bulk changes', () => {
  const [viewer, editor, admin] = ROLES
  const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
  const change = {_id: `artameta.bulk.${ULID}`, createdBy: 'u1'}
  const deletion = {_id: `artameta.bulk.delete.${ULID}`, createdBy: 'u1'}

  test('are given out in one’s own name only', () => {
    for (const role of [editor, admin]) {
      expect(role && allowed(role, 'create', change, 'u1')).toBe(true)
      expect(role && allowed(role, 'create', change, 'u2')).toBe(false)
      expect(role && allowed(role, 'create', {...change, createdBy: undefined}, 'u1')).toBe(false)
    }
    expect(viewer && allowed(viewer, 'create', change, 'u1')).toBe(false)
  })

  test('are stopped by whoever gave them out and by administrators', () => {
    expect(editor && allowed(editor, 'update', change, 'u1')).toBe(true)
    expect(editor && allowed(editor, 'update', change, 'u2')).toBe(false)
    expect(admin && allowed(admin, 'update', change, 'u2')).toBe(true)
  })

  test('that delete are for administrators', () => {
    for (const permission of ['create', 'update'] as const) {
      expect(editor && allowed(editor, permission, deletion, 'u1')).toBe(false)
      expect(admin && allowed(admin, permission, deletion, 'u1')).toBe(true)
    }
  })

  test('have shares that only functions write, beside those of pages', () => {
    for (const role of [editor, admin]) {
      const frozen = {_id: `artameta.chunk.job.${ULID}.000000`}
      expect(role && allowed(role, 'update', frozen)).toBe(false)
      expect(role && allowed(role, 'create', frozen)).toBe(false)
      expect(role && allowed(role, 'create', {_id: `artameta.chunk.page.${ULID}.000000`})).toBe(
        true,
      )
      expect(role && allowed(role, 'create', {_id: `artameta.chunk.${ULID}`})).toBe(true)
    }
  })
})

describe('a shared view', () => {
  const view = {_id: 'artameta.view.01ARZ3NDEKTSV4RRFFQ69G5FAV', createdBy: 'u1'}
  const locked = {...view, lock: {by: 'u1', name: 'Owner One', reason: 'Board report'}}
  const as = (role: 'viewer' | 'editor' | 'admin'): TenantRole => ({
    kind: 'site',
    site: 'artameta',
    role,
  })

  test('is changed by editors until it is locked, then by who shared it and administrators', () => {
    expect(allowed(as('editor'), 'update', view, 'u2')).toBe(true)
    expect(allowed(as('editor'), 'update', locked, 'u2')).toBe(false)
    expect(allowed(as('editor'), 'update', locked, 'u1')).toBe(true)
    expect(allowed(as('admin'), 'update', locked, 'u2')).toBe(true)
    expect(allowed(as('viewer'), 'update', view, 'u1')).toBe(false)
  })

  test('is not locked by somebody else from its beginning on', () => {
    expect(allowed(as('editor'), 'create', view, 'u1')).toBe(true)
    expect(allowed(as('editor'), 'create', locked, 'u2')).toBe(false)
  })
})
