import {expect, test} from 'vitest'
import {SITE_ROLES} from '../core/tenancy/roles.ts'
import {contentResources, siteRoles} from './siteRoles.ts'

test('a role of the blueprint has the permissions that the tenancy grants', () => {
  expect(contentResources('artameta', 'viewer')).toEqual([
    {
      name: 'leads-artameta-read',
      title: 'Leads of artameta: read',
      filter: '_id in path("artameta.**") || _id == "site.artameta"',
      actions: ['read', 'history'],
    },
  ])
  const [viewer, editor, admin] = siteRoles('artameta')
  expect(viewer?.permissions).toContainEqual({name: 'leads-artameta-read', action: 'read'})
  expect(editor?.permissions).toContainEqual({
    name: 'leads-artameta-editor-create',
    action: 'create',
  })
  expect(admin?.name).toBe('artameta-admin')
})

test('one name means one filter, whichever roles use it', () => {
  const filters = new Map<string, string>()
  for (const role of SITE_ROLES) {
    for (const {name, filter} of contentResources('artameta', role)) {
      expect(filters.get(name) ?? filter).toBe(filter)
      filters.set(name, filter)
    }
  }
  expect(filters.size).toBeLessThanOrEqual(12)
})

test('the hosted service’s deletion, a kind of update, makes no evidence editable', () => {
  const updates = contentResources('artameta', 'admin').filter(({actions}) =>
    actions.includes('update'),
  )
  for (const {filter} of updates) expect(filter).not.toContain('.submission.')
  expect(updates.some(({filter}) => filter.includes('artameta.lead.'))).toBe(true)
})

test('no role of a site names another site', () => {
  const text = JSON.stringify(siteRoles('artameta'))
  expect(text).not.toContain('bluefern')
  for (const {filter} of contentResources('artameta', 'admin')) {
    expect(filter).toContain('artameta.')
  }
})
