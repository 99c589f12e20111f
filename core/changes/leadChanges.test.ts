import {describe, expect, test} from 'vitest'
import {demoSite} from '../testing/demoSite.ts'
import {ConflictError, MemoryDataset} from '../testing/memoryDataset.ts'
import {minute} from '../testing/world.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import type {RuleDecision} from './commitDecision.ts'
import {addNote, MAX_NOTE_LENGTH, changeLeadStatus} from './leadChanges.ts'
import {updateLeadFields, type FieldsChange, type LeadFieldChanges} from './updateLeadFields.ts'

const seed = {
  _id: 'artameta.lead.abc',
  _type: 'lead',
  status: 'new',
  name: 'Ada',
  tags: ['vip'],
  lastActivityAt: minute(0),
}
const context = {
  actor: {kind: 'user', id: 'u1', name: 'Editor'} as const,
  now: minute(5),
  ids: {activity: '01J00000000000000000000000'},
}

function lakeWithLead() {
  const store = new MemoryDataset()
  store.seed(seed)
  const write = (decision: RuleDecision) => {
    if (decision.ok) store.commit(decision.mutations)
  }
  const lead = () => store.get(seed._id) ?? {...seed, _rev: ''}
  return {store, write, lead}
}

describe('changeLeadStatus', () => {
  test('changes the status and adds a timeline entry', () => {
    const {store, write, lead} = lakeWithLead()
    write(changeLeadStatus({lead: lead(), site: demoSite, to: 'won', reason: ' paid ', ...context}))
    expect(lead()).toMatchObject({status: 'won', lastActivityAt: minute(5)})
    expect(store.all('leadActivity')).toMatchObject([
      {
        _id: 'artameta.activity.abc.01J00000000000000000000000',
        site: 'artameta',
        leadId: seed._id,
        personKey: 'abc',
        kind: 'status',
        at: minute(5),
        actor: {id: 'u1'},
        summary: 'Status changed from “New” to “Customer”',
        details: [
          {name: 'from', value: 'new'},
          {name: 'to', value: 'won'},
          {name: 'reason', value: 'paid'},
        ],
      },
    ])
  })

  test('to the current one changes nothing, to an undefined one is refused', () => {
    const {lead} = lakeWithLead()
    const change = {lead: lead(), site: demoSite, ...context}
    expect(changeLeadStatus({...change, to: 'new'})).toEqual({ok: true, mutations: []})
    expect(changeLeadStatus({...change, to: 'sold'})).toEqual({
      ok: false,
      problems: [{field: 'status', code: 'lead.status-unknown'}],
    })
  })

  test('does not overwrite what another user changed meanwhile', () => {
    const {store, write, lead} = lakeWithLead()
    const stale = lead()
    write(changeLeadStatus({lead: stale, site: demoSite, to: 'open', ...context}))
    const late = changeLeadStatus({lead: stale, site: demoSite, to: 'won', ...context})
    expect(() => write(late)).toThrow(ConflictError)
    expect(lead()).toMatchObject({status: 'open'})
    expect(store.all('leadActivity')).toHaveLength(1)
  })

  test('refuses a lead of another site, and documents that are not leads', () => {
    const change = {site: demoSite, to: 'won', ...context}
    expect(() => changeLeadStatus({...change, lead: {_id: 'bluefern.lead.abc'}})).toThrow(
      ForeignDocumentError,
    )
    expect(() => changeLeadStatus({...change, lead: {_id: 'artameta.subscriber.abc'}})).toThrow(
      ForeignDocumentError,
    )
  })
})

describe('updateLeadFields', () => {
  test('changes what differs and records the former values', () => {
    const {store, write, lead} = lakeWithLead()
    const changes = {
      name: '  Ada  Lovelace ',
      phone: '',
      company: 'Engines',
      tags: ['vip', ' b ', 'b'],
    }
    write(updateLeadFields({lead: lead(), site: demoSite, changes, ...context}))
    expect(lead()).toMatchObject({name: 'Ada Lovelace', company: 'Engines', tags: ['vip', 'b']})
    expect(lead()).not.toHaveProperty('phone')
    expect(store.all('leadActivity')).toMatchObject([
      {
        kind: 'field',
        summary: 'Changed name, company, and tags',
        details: [
          {name: 'name.from', value: 'Ada'},
          {name: 'name.to', value: 'Ada Lovelace'},
          {name: 'company.to', value: 'Engines'},
          {name: 'tags.from', value: 'vip'},
          {name: 'tags.to', value: 'vip, b'},
        ],
      },
    ])
  })

  test('writes nothing when nothing differs', () => {
    const {lead} = lakeWithLead()
    const changes = {name: 'Ada ', tags: ['vip']}
    expect(updateLeadFields({lead: lead(), site: demoSite, changes, ...context})).toEqual({
      ok: true,
      mutations: [],
    })
  })

  test('refuses invalid addresses and too many tags', () => {
    const {lead} = lakeWithLead()
    const tags = Array.from({length: 51}, (_, index) => `tag ${index}`)
    const changes = {linkedIn: 'javascript:alert(1)', tags}
    const decision = updateLeadFields({lead: lead(), site: demoSite, changes, ...context})
    expect(decision).toMatchObject({ok: false, problems: [{field: 'linkedIn'}, {field: 'tags'}]})
  })
})

describe('updateLeadFields with types', () => {
  const decide = (changes: LeadFieldChanges, more: Partial<FieldsChange> = {}) =>
    updateLeadFields({lead: lakeWithLead().lead(), site: typedSite, changes, ...context, ...more})

  const typedSite = {
    key: 'artameta',
    customFields: [],
    forms: [
      {
        id: 'contact',
        kind: 'lead' as const,
        title: 'Contact',
        version: 1,
        fields: [
          {name: 'team', label: 'Team size', type: 'number' as const, required: false},
          {name: 'trial', label: 'Trial', type: 'boolean' as const, required: false},
        ],
      },
    ],
  }

  test('accepts custom fields by the types of the forms', () => {
    const decision = decide({customFields: {team: ' 12 ', trial: 'Yes', colour: 'red'}})
    const {store, write, lead} = lakeWithLead()
    write(decision)
    expect(lead()).toMatchObject({
      customFields: [
        {name: 'team', value: '12'},
        {name: 'trial', value: 'true'},
        {name: 'colour', value: 'red'},
      ],
    })
    expect(store.all('leadActivity')).toMatchObject([
      {summary: 'Changed “team”, “trial”, and “colour”'},
    ])
  })

  test.each<[string, LeadFieldChanges]>([
    ['customFields.team', {customFields: {team: '1,000'}}],
    ['customFields.trial', {customFields: {trial: 'perhaps'}}],
    ['customFields.colour', {customFields: {colour: 'x'.repeat(1001)}}],
    ['phone', {phone: 'call me'}],
    ['linkedIn', {linkedIn: 'https://example.com/in/ada'}],
    ['company', {company: 'x'.repeat(201)}],
    ['owner', {owner: 'not an id'}],
    ['score', {score: Number.NaN}],
  ])('refuses an invalid value: %s', (field, changes) => {
    expect(decide(changes)).toMatchObject({ok: false, problems: [{field}]})
  })

  test('accepts only members of the project as owners, where these are known', () => {
    const members = new Set(['user-1'])
    expect(decide({owner: 'user-1'}, {members})).toMatchObject({ok: true})
    expect(decide({owner: 'user-2'}, {members})).toMatchObject({ok: false})
    expect(decide({owner: ''}, {members})).toMatchObject({ok: true})
    expect(decide({owner: 'user-2'})).toMatchObject({ok: true})
  })

  test('restores what a form wrote, even where an editor could not write it', () => {
    const changes = {phone: 'after six', customFields: {team: 'many'}}
    expect(decide(changes, {isUndo: true})).toMatchObject({ok: true})
  })
})

describe('addNote', () => {
  test('adds a cleaned note', () => {
    const {store, write, lead} = lakeWithLead()
    write(addNote({lead: lead(), site: demoSite, text: ' Called.\r\nWill pay.\u0000 ', ...context}))
    expect(store.all('leadActivity')).toMatchObject([
      {kind: 'note', details: [{name: 'text', value: 'Called.\nWill pay.'}]},
    ])
    expect(lead()).toMatchObject({lastActivityAt: minute(5), status: 'new'})
  })

  test.each(['', ' \n ', 'x'.repeat(MAX_NOTE_LENGTH + 1)])('refuses %#', (text) => {
    const {lead} = lakeWithLead()
    expect(addNote({lead: lead(), site: demoSite, text, ...context})).toMatchObject({
      ok: false,
      problems: [{field: 'text'}],
    })
  })
})
