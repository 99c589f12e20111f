import {describe, expect, test} from 'vitest'
import {schemaTypes} from '../../schemas/index.ts'
import {offersAction} from './documentRules.ts'

const SUPERADMIN = ['administrator']
const EDITOR = ['acme-editor']
const ADMIN = ['acme-admin']

const types = schemaTypes()

function offered(schemaType: string, documentId: string, roles: string[]) {
  const type = types.find(({name}) => name === schemaType)
  const isReadOnly = type !== undefined && 'readOnly' in type && type.readOnly === true
  return ['publish', 'unpublish', 'duplicate', 'delete', 'discardChanges', 'restore'].filter(
    (action) => offersAction(action, {schemaType, isReadOnly, documentId, roles}),
  )
}

describe('actions of a document', () => {
  test('a lead can be deleted by its site’s administrators only', () => {
    expect(offered('lead', 'acme.lead.x', EDITOR)).not.toContain('delete')
    expect(offered('lead', 'acme.lead.x', ['acme-viewer'])).not.toContain('delete')
    expect(offered('lead', 'acme.lead.x', ADMIN)).toContain('delete')
    expect(offered('lead', 'blue.lead.x', ADMIN)).not.toContain('delete')
    expect(offered('lead', 'acme.lead.x', SUPERADMIN)).toContain('delete')
  })

  test('a record is never published, unpublished or duplicated', () => {
    for (const type of ['lead', 'newsletterSubscriber', 'segment', 'customerSyncRule']) {
      const actions = offered(type, 'acme.lead.x', SUPERADMIN)
      expect(actions).not.toContain('publish')
      expect(actions).not.toContain('unpublish')
      expect(actions).not.toContain('duplicate')
    }
  })

  test('what only machines write offers no editing, and evidence no deletion', () => {
    expect(offered('leadSubmission', 'acme.submission.x', EDITOR)).toEqual([])
    expect(offered('leadSubmission', 'acme.submission.x', ADMIN)).toEqual(['delete'])
    expect(offered('bulkChange', 'acme.bulk.x', EDITOR)).toEqual([])
    expect(offered('segment', 'acme.segment.x', EDITOR)).toEqual(['discardChanges', 'restore'])
    expect(offered('auditEvent', 'acme.audit.000000000001', SUPERADMIN)).toEqual([])
    expect(offered('suppression', 'acme.suppression.x', SUPERADMIN)).toEqual([])
  })

  test('a site is published and archived, never deleted or unpublished', () => {
    expect(offered('site', 'site.acme', SUPERADMIN)).toEqual([
      'publish',
      'discardChanges',
      'restore',
    ])
  })
})
