import {describe, expect, test} from 'vitest'
import {leadsPath, leadsPlace, type PlacedDocument} from './leadsPlace.ts'

const KEY = 'k'.repeat(26)
const LEAD = {kind: 'lead', id: `acme.lead.${KEY}`}

describe('where the Leads tool shows a document', () => {
  test.each<[string, PlacedDocument, unknown]>([
    ['a lead', {_id: `acme.lead.${KEY}`}, LEAD],
    ['a subscriber', {_id: `acme.subscriber.${KEY}`}, LEAD],
    ['a suppression', {_id: `acme.suppression.${KEY}`}, LEAD],
    ['an entry of a timeline', {_id: `acme.activity.${KEY}.01J`}, LEAD],
    ['a submission', {_id: 'acme.submission.01J', personKey: KEY}, LEAD],
    ['an e-mail', {_id: 'acme.email.01J', personKey: KEY}, LEAD],
    ['a submission of nobody', {_id: 'acme.submission.01J'}, null],
    ['a bulk change', {_id: 'acme.bulk.01J'}, {kind: 'change', id: 'acme.bulk.01J'}],
    [
      'a share of one',
      {_id: 'acme.chunk.page.01J.000000', jobId: 'acme.bulk.delete.01J'},
      {kind: 'change', id: 'acme.bulk.delete.01J'},
    ],
    [
      'a share that names a job of another site',
      {_id: 'acme.chunk.page.01J.000000', jobId: 'blue.bulk.01J'},
      {kind: 'change', id: null},
    ],
    ['an export', {_id: 'acme.export.01J'}, {kind: 'export', id: 'acme.export.01J'}],
    ['a view', {_id: 'acme.view.01J'}, {kind: 'view', id: 'acme.view.01J'}],
    ['an audit event', {_id: 'acme.audit.1', target: {type: 'lead', id: LEAD.id}}, LEAD],
    ['an audit event of another site', {_id: 'acme.audit.1', target: {id: 'blue.lead.x'}}, null],
    ['an audit event of an event', {_id: 'acme.audit.2', target: {id: 'acme.audit.1'}}, null],
    ['a snapshot', {_id: 'acme.snapshot.01J'}, null],
    ['a site', {_id: 'site.acme'}, null],
  ])('%s', (_, document, place) => {
    expect(leadsPlace(document)).toEqual(place)
  })

  test('has a path in the workspace of its site', () => {
    expect(leadsPath('/acme', {kind: 'lead', id: 'acme.lead.x'})).toBe(
      '/acme/leads/lead/acme.lead.x',
    )
    expect(leadsPath('/acme', {kind: 'change', id: null})).toBe('/acme/leads/recent/all')
    expect(leadsPath('/', {kind: 'view', id: 'acme.view.x'})).toBe(
      '/leads?leads[saved]=acme.view.x',
    )
    expect(leadsPath('/acme', {kind: 'grid'})).toBe('/acme/leads')
  })
})
