import {expect, test} from 'vitest'
import {contentResources, siteRoles} from './siteRoles.ts'

test('a role of the blueprint rests on what the tenancy grants', () => {
  expect(contentResources('artameta', 'viewer')).toEqual([
    {
      name: 'leads-artameta-1',
      title: 'Leads of artameta (1)',
      filter: '_id in path("artameta.**") || _id == "site.artameta"',
      actions: ['read', 'history'],
    },
  ])
  const [viewer, editor, admin] = siteRoles('artameta')
  expect(viewer?.permissions).toContainEqual({name: 'leads-artameta-1', action: 'read'})
  expect(editor?.permissions).toContainEqual({name: 'leads-artameta-2', action: 'create'})
  expect(admin?.name).toBe('artameta-admin')
})

test('no role of one site speaks of another', () => {
  const text = JSON.stringify(siteRoles('artameta'))
  expect(text).not.toContain('bluefern')
  for (const {filter} of contentResources('artameta', 'admin'))
    expect(filter).toContain('artameta.')
})
