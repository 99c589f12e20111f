import {describe, expect, it} from 'vitest'
import type {Permission} from '../../../core/tenancy/grants.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {createAccessControl} from './accessControl.ts'
import {permissionPredicate} from './grantPredicate.ts'
import {isAdministrator, ANONYMOUS_CALLER} from './lakeCaller.ts'

const SITES = ['artameta', 'bluefern', 'northpeak']

function document(id: string, fields: Record<string, unknown> = {}): StoredDocument {
  const at = '2026-01-01T00:00:00Z'
  return {_type: 'any', ...fields, _id: id, _rev: 'r', _createdAt: at, _updatedAt: at}
}

function allowed(token: string, permission: Permission, id: string, fields = {}): boolean {
  const access = createAccessControl({sites: () => SITES})
  const caller = access.authenticate(token)
  return caller !== null && access.can(caller, permission, document(id, fields))
}

describe('createAccessControl', () => {
  it('knows the users of the design and nobody else', () => {
    const access = createAccessControl({sites: () => SITES})
    expect(access.listCallers().map((caller) => access.tokenOf(caller.id))).toEqual([
      'local-superadmin',
      ...SITES.flatMap((site) => ['admin', 'editor', 'viewer'].map((r) => `local-${site}-${r}`)),
      'local-api',
      'local-functions',
    ])
    const editor = access.authenticate('local-bluefern-editor')
    expect(editor).toMatchObject({id: 'bluefern-editor', role: 'bluefern-editor', robot: false})
    for (const token of ['', 'local-', 'local-unknown-editor', 'local-bluefern-editor ', 'x']) {
      expect(access.authenticate(token)).toBeNull()
    }
    expect(access.tokenOf('nobody')).toBeNull()
    expect(JSON.stringify(access.listCallers())).not.toContain('local-')
  })

  it('has users for a site from the moment the site exists', () => {
    const sites = [...SITES]
    const access = createAccessControl({sites: () => sites})
    expect(access.authenticate('local-sundial-editor')).toBeNull()
    sites.push('sundial')
    const caller = access.authenticate('local-sundial-editor')
    expect(caller?.role).toBe('sundial-editor')
    expect(caller?.email).toBe('editor@sundial.test')
    expect(caller && access.can(caller, 'read', document('sundial.lead.a'))).toBe(true)
    expect(caller && access.can(caller, 'read', document('artameta.lead.a'))).toBe(false)
  })

  it('separates sites for every permission', () => {
    const permissions: Permission[] = ['read', 'create', 'update', 'delete', 'history', 'manage']
    for (const role of ['admin', 'editor', 'viewer']) {
      for (const permission of permissions) {
        for (const id of ['artameta.lead.a', 'site.artameta', 'drafts.bluefern.lead.a', 'free']) {
          expect(allowed(`local-bluefern-${role}`, permission, id)).toBe(false)
        }
      }
    }
  })

  it('permits each role what its grants allow', () => {
    const lead = {_type: 'lead', site: 'artameta'}
    expect(allowed('local-artameta-viewer', 'read', 'artameta.lead.a')).toBe(true)
    expect(allowed('local-artameta-viewer', 'update', 'artameta.lead.a', lead)).toBe(false)
    expect(allowed('local-artameta-editor', 'update', 'artameta.lead.a', lead)).toBe(true)
    expect(allowed('local-artameta-editor', 'update', 'artameta.lead.a')).toBe(false)
    expect(allowed('local-artameta-editor', 'delete', 'artameta.lead.a', lead)).toBe(false)
    expect(allowed('local-artameta-admin', 'delete', 'artameta.lead.a', lead)).toBe(true)
    const rule = 'artameta.rule.customers'
    const of = {_type: 'customerSyncRule', site: 'artameta'}
    expect(allowed('local-artameta-admin', 'update', rule, {...of, tenantMayEdit: true})).toBe(true)
    expect(allowed('local-artameta-admin', 'update', rule, {...of, tenantMayEdit: 'true'})).toBe(
      false,
    )
    expect(allowed('local-api', 'update', 'artameta.lead.a')).toBe(true)
    expect(allowed('local-functions', 'read', '_.releases.r1')).toBe(true)
  })

  it('keeps role definitions to administrators whatever a grant says', () => {
    const grants = [{filter: '_id in path("**")', permissions: ['read'] satisfies Permission[]}]
    const group = document('_.groups.editors')
    const reader = {id: 'x', grants, administrator: false}
    expect(permissionPredicate(reader, 'read')(group)).toBe(false)
    expect(permissionPredicate({...reader, administrator: true}, 'read')(group)).toBe(true)
  })

  it('shows a caller without a token root documents only', () => {
    const access = createAccessControl({sites: () => SITES})
    expect(access.can(ANONYMOUS_CALLER, 'read', document('home'))).toBe(true)
    for (const id of ['drafts.home', 'artameta.lead.a', 'site.artameta', 'versions.r.home']) {
      expect(access.can(ANONYMOUS_CALLER, 'read', document(id))).toBe(false)
    }
    expect(access.can(ANONYMOUS_CALLER, 'update', document('home'))).toBe(false)
    expect(isAdministrator(ANONYMOUS_CALLER)).toBe(false)
  })
})
