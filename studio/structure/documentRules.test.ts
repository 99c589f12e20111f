import {describe, expect, test} from 'vitest'
import {RECORD_ACTIONS} from '../../plugins/records/recordActionNames.ts'
import {schemaTypes} from '../../schemas/index.ts'
import {offersAction} from './documentRules.ts'

const SUPERADMIN = ['administrator']
const EDITOR = ['acme-editor']
const ADMIN = ['acme-admin']

const types = schemaTypes()
const BUILT_IN = ['publish', 'unpublish', 'duplicate', 'delete', 'discardChanges', 'restore']

function isReadOnly(schemaType: string): boolean {
  const type = types.find(({name}) => name === schemaType)
  return type !== undefined && 'readOnly' in type && type.readOnly === true
}

function offered(schemaType: string, documentId: string, roles: string[]) {
  const context = {schemaType, isReadOnly: isReadOnly(schemaType), documentId, roles}
  return [...BUILT_IN, ...RECORD_ACTIONS].filter((action) => offersAction(action, context))
}

describe('actions of a document', () => {
  test.each(types.map(({name}) => name).filter(isReadOnly))(
    '%s offers no action that bypasses core',
    (type) => {
      for (const roles of [EDITOR, ADMIN, SUPERADMIN]) {
        expect(offered(type, 'acme.lead.x', roles)).toEqual([...RECORD_ACTIONS])
      }
    },
  )

  test('the registry, campaigns, segments and lists are edited', () => {
    const edited = ['site', 'campaign', 'segment', 'leadList']
    expect(edited.filter(isReadOnly)).toEqual([])
  })

  test('a segment can be deleted by its site’s administrators only', () => {
    expect(offered('segment', 'acme.segment.x', EDITOR)).toEqual([
      'discardChanges',
      'restore',
      ...RECORD_ACTIONS,
    ])
    expect(offered('segment', 'acme.segment.x', ['acme-viewer'])).not.toContain('delete')
    expect(offered('segment', 'acme.segment.x', ADMIN)).toContain('delete')
    expect(offered('segment', 'blue.segment.x', ADMIN)).not.toContain('delete')
    expect(offered('segment', 'acme.segment.x', SUPERADMIN)).toContain('delete')
  })

  test('live-edited documents are never published, unpublished or duplicated', () => {
    for (const type of ['segment', 'leadList', 'campaign']) {
      const actions = offered(type, 'acme.segment.x', SUPERADMIN)
      expect(actions).not.toContain('publish')
      expect(actions).not.toContain('unpublish')
      expect(actions).not.toContain('duplicate')
    }
  })

  test('a site is published and archived, never deleted or unpublished', () => {
    expect(offered('site', 'site.acme', SUPERADMIN)).toEqual([
      'publish',
      'discardChanges',
      'restore',
      ...RECORD_ACTIONS,
    ])
  })
})
