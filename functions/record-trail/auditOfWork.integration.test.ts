import {randomUUID} from 'node:crypto'
import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {AudienceDefinition} from '../../core/audience/definition.ts'
import {audienceFields} from '../../core/audience/fields.ts'
import {ALL_LEADS, type LeadView} from '../../core/audience/leadSelection.ts'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {
  changeCampaignAudience,
  createCampaign,
} from '../../core/changes/campaigns/campaignDecisions.ts'
import {exportIntent} from '../../core/changes/exports/exportIntent.ts'
import {endExport, newExport} from '../../core/changes/exports/exportJob.ts'
import {createSegment} from '../../core/changes/segments/segmentDecisions.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {AuditEvent, Campaign} from '../../core/sanity.types.generated.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
  diffValues,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {sweep} from '../sweep/handler.ts'

const MINUTE = 60_000
const tag = {tag: 'leads.test.audit'}

describe.each(MODES)('what people do ($mode)', ({strict}) => {
  let stack: TestStack
  let made = 0
  let mark = 0

  beforeAll(async () => {
    stack = await startTestStack({strict})
    await stack.startRunner()
  })
  afterAll(() => stack.stop())
  beforeEach(async () => {
    await stack.settled()
    await recordTrails(stack)
    mark = (await readChain(stack.client, 'artameta')).length
  })

  function ulid(): string {
    made += 1
    return deterministicUlid(Date.UTC(2026, 10, 1), `work-${made}`)
  }

  function as(role: string): SanityClient {
    return clientAs(stack, role)
  }

  async function sweepAhead(aheadMs: number): Promise<void> {
    await stack.settled()
    await sweep(functionServicesOf(stack, {aheadMs}), randomUUID(), () => 0)
  }

  /** Events of artameta since the test began, once all is recorded; the chain holds and names nobody. */
  async function trail(): Promise<AuditEvent[]> {
    await stack.settled()
    await recordTrails(stack)
    const events = (await readChain(stack.client, 'artameta')).slice(mark)
    const text = JSON.stringify(events)
    for (const personal of ['Ada', 'ada@', 'vip-tag', 'Berlin'])
      expect(text).not.toContain(personal)
    return events
  }

  function definition(...rules: [field: string, operator: string, value: unknown][]) {
    const made: AudienceDefinition = {
      version: 1,
      root: {
        id: 'root',
        combinator: 'and',
        rules: rules.map(([field, operator, value], index) => ({
          id: `r${index}`,
          field,
          operator,
          value,
        })),
      },
    }
    return made
  }

  const VIEW: LeadView = {
    ...ALL_LEADS,
    search: 'ada@example.com',
    audience: definition(['status', 'is', 'new'], ['name', 'contains', 'Ada']),
  }
  const MARK = /#[a-z2-7]{8}/u

  async function addLeads(count: number): Promise<void> {
    const leads = Array.from({length: count}, (_, index) => ({
      _id: `artameta.lead.${deterministicUlid(0, `lead-${index}`)}`,
      _type: 'lead',
      site: 'artameta',
      name: 'Ada Example',
      email: `ada@example.com`,
      status: 'new',
      engagement: 'none',
      tags: [],
      subscription: 'none',
      createdAt: '2026-01-01T00:00:00.000Z',
    }))
    await stack.client.mutate(
      leads.map((lead) => ({create: lead})),
      {...tag, returnDocuments: false},
    )
  }

  describe('a bulk change as a whole', () => {
    test('has one event with actor, action, leads and count', async () => {
      await addLeads(3)
      const parts = {
        site: 'artameta',
        ulid: ulid(),
        intent: {
          version: 1 as const,
          action: {kind: 'addTag' as const, tag: 'vip-tag'},
          targets: {kind: 'matching' as const, view: VIEW, excluded: ['artameta.lead.gone']},
          expected: 4,
        },
        createdBy: 'artameta-editor',
        now: new Date().toISOString(),
      }
      const job = newBulkJob({...parts, way: 'function'})
      await as('artameta-editor').create(job, tag)
      const all = await trail()
      const events = all.filter(({action}) => action === 'bulk.tag.added')
      expect(events).toHaveLength(1)
      expect(events[0]).toMatchObject({
        action: 'bulk.tag.added',
        actor: {kind: 'user', id: 'artameta-editor'},
        target: {type: 'bulkChange', id: job._id},
      })
      expect(diffValues(events[0])).toEqual({
        tag: expect.stringMatching(MARK),
        leads: 'matching',
        search: expect.stringMatching(MARK),
        filter: expect.stringMatching(/^Status is “new”, and name contains “#[a-z2-7]{8}”$/u),
        excluded: '1',
        by: 'function',
        state: 'succeeded',
        asked: '4',
        total: '3',
        succeeded: '3',
        unchanged: '0',
        skipped: '0',
        failed: '0',
      })
    })

    test('that a page never ended is recorded when the sweep ends it', async () => {
      const intent = {
        version: 1 as const,
        action: {kind: 'setField' as const, field: 'name' as const, value: 'Ada'},
        targets: {kind: 'ids' as const, ids: []},
        asked: {view: VIEW, excluded: 0},
      }
      const now = new Date().toISOString()
      const parts = {site: 'artameta', ulid: ulid(), intent, createdBy: 'artameta-editor', now}
      const job = newBulkJob({...parts, way: 'page'})
      await as('artameta-editor').create({...job, totals: {...job.totals, total: 7}}, tag)
      expect(await trail()).toEqual([])
      await sweepAhead(6 * MINUTE)
      const [event, ...more] = await trail()
      expect(more).toEqual([])
      expect(event).toMatchObject({action: 'bulk.fields.changed', actor: {id: 'artameta-editor'}})
      expect(diffValues(event)).toMatchObject({
        field: 'name',
        state: 'failed',
        by: 'page',
        total: '7',
      })
      expect(diffValues(event)['filter']).toMatch(/^Status is/u)
    })

    function job(createdBy: string, way: 'page' | 'function') {
      const intent = {
        version: 1 as const,
        action: {kind: 'addTag' as const, tag: 'vip-tag'},
        targets: {kind: 'ids' as const, ids: []},
      }
      const now = new Date().toISOString()
      return newBulkJob({site: 'artameta', ulid: ulid(), intent, createdBy, way, now})
    }
    const FORGED = JSON.stringify({
      version: 1,
      action: {kind: 'delete'},
      targets: {kind: 'ids', ids: []},
    })
    const END = {state: 'succeeded', totals: {total: 9, succeeded: 9, failed: 0, skipped: 0}}

    test('that another user changes, ends or resumes names that user and the action', async () => {
      const {_id} = job('artameta-editor', 'page')
      await as('artameta-editor').create({...job('artameta-editor', 'page'), _id}, tag)
      await as('artameta-admin').patch(_id).set(END).commit(tag)
      await as('artameta-admin')
        .patch(_id)
        .set({state: 'cancelled', intent: FORGED})
        .inc({turn: 1})
        .commit(tag)
      const events = await trail()
      expect(events.map(({action, actor}) => `${action} by ${actor.id}`)).toEqual([
        'bulk.changed by artameta-admin',
        'bulk.changed by artameta-admin',
      ])
      expect(diffValues(events[0])).toMatchObject({state: 'succeeded', total: '9', succeeded: '9'})
      expect(diffValues(events[1])).toMatchObject({state: 'cancelled', intent: expect.any(String)})
    })

    test('that only functions carry out is not recorded as done when a user claims so', async () => {
      const ended = {...job('artameta-editor', 'function'), ...END}
      await as('artameta-editor').create(ended, tag)
      const open = {...job('artameta-editor', 'function'), state: 'cancelled' as const}
      await as('artameta-editor').create(open, tag)
      await as('artameta-editor').patch(open._id).set(END).commit(tag)
      expect((await trail()).map(({action, target}) => `${action} ${target.id}`)).toEqual([
        `bulk.created ${ended._id}`,
        `bulk.created ${open._id}`,
        `bulk.changed ${open._id}`,
      ])
    })

    test('shows the instruction from its creation', async () => {
      const {_id, ...rest} = job('artameta-editor', 'page')
      await as('artameta-editor').create({_id, ...rest}, tag)
      await as('artameta-editor').patch(_id).set({intent: FORGED}).commit(tag)
      await as('artameta-editor').patch(_id).set(END).commit(tag)
      expect((await trail()).map(({action, actor}) => `${action} by ${actor.id}`)).toEqual([
        'bulk.changed by artameta-editor',
        'bulk.tag.added by artameta-editor',
      ])
    })

    test('is attributed to the user who requested it last, where its id was used before', async () => {
      const lead = {_id: `artameta.lead.${ulid()}`, _type: 'lead', site: 'artameta', tags: []}
      await stack.client.create(lead, tag)
      const {_id, ...rest} = job('artameta-editor', 'function')
      const stopped = {_id, ...rest, cancelRequested: true}
      await as('artameta-editor').create(stopped, tag)
      await stack.settled()
      await as('artameta-admin').delete(_id, tag)
      const intent = {
        version: 1,
        action: {kind: 'addTag', tag: 'vip-tag'},
        targets: {kind: 'ids', ids: [lead._id]},
      }
      const again = {_id, ...rest, createdBy: 'artameta-admin', intent: JSON.stringify(intent)}
      await as('artameta-admin').create(again, tag)
      const all = await trail()
      const events = all.filter(({target}) => target.id === _id)
      expect(events.map(({action, actor}) => `${action} by ${actor.id}`)).toEqual([
        'bulk.tag.added by artameta-editor',
        'bulk.deleted by artameta-admin',
        'bulk.share.written by artameta-admin',
        'bulk.tag.added by artameta-admin',
      ])
      expect(diffValues(events[0])).toMatchObject({state: 'cancelled'})
      const entries = '*[_type == "leadActivity" && jobId == $id].actor.id'
      expect(await stack.client.fetch(entries, {id: _id}, tag)).toEqual(['artameta-admin'])
    })
  })

  describe('an export', () => {
    async function begin(): Promise<string> {
      const intent = exportIntent(
        {kind: 'matching', view: VIEW, excluded: []},
        ['name', 'email', 'customFields.size'],
        audienceFields(),
      )
      expect(JSON.stringify(intent)).not.toContain('da@')
      expect(JSON.stringify(intent)).not.toContain('Ada')
      const parts = {
        site: 'artameta',
        ulid: ulid(),
        intent,
        expected: 3,
        createdBy: 'artameta-admin',
      }
      const job = newExport({...parts, now: new Date().toISOString()})
      await as('artameta-admin').create(job, tag)
      return job._id
    }

    test('has one event of its beginning and one of its end', async () => {
      const id = await begin()
      const end = endExport(id, 'succeeded', 3, new Date().toISOString())
      await as('artameta-admin').mutate(end, tag)
      await sweepAhead(3 * MINUTE)
      const events = await trail()
      expect(events.map(({action}) => action)).toEqual(['export.started', 'export.finished'])
      const common = {
        leads: 'matching',
        search: '…',
        filter: 'Status is “new”, and name contains “…”',
        columns: 'name, email, customFields.size',
        asked: '3',
      }
      expect(events.map(diffValues)).toEqual([common, {...common, state: 'succeeded', rows: '3'}])
      for (const {actor} of events) expect(actor).toEqual({kind: 'user', id: 'artameta-admin'})
    })

    test('is recorded by the sweep where no function was called', async () => {
      const id = await begin()
      const end = endExport(id, 'cancelled', 2, new Date().toISOString())
      // Without what wakes the writer.
      await as('artameta-admin').mutate(end, tag)
      await stack.settled()
      const services = functionServicesOf(stack)
      expect((await sweep(services, randomUUID(), () => 0)).failures).toBe(0)
      const events = (await readChain(stack.client, 'artameta')).slice(mark)
      expect(events.map(({action}) => action)).toEqual(['export.started', 'export.finished'])
      expect(diffValues(events[1])).toMatchObject({state: 'cancelled', rows: '2'})
      expect(await trail()).toEqual(events)
    })

    test('of a closed page is ended by the sweep, and that is recorded', async () => {
      const id = await begin()
      await sweepAhead(6 * MINUTE)
      expect(await stack.client.getDocument(id, tag)).toMatchObject({state: 'failed'})
      const events = await trail()
      expect(events.map(({action}) => action)).toEqual(['export.started', 'export.finished'])
      expect(diffValues(events[1])).toMatchObject({state: 'failed', rows: '0'})
    })

    test('has an event of the deletion of its record', async () => {
      const id = await begin()
      await as('artameta-admin').delete(id, tag)
      const events = await trail()
      expect(events.map(({action}) => action)).toEqual(['export.started', 'export.deleted'])
      expect(events[1]).toMatchObject({actor: {id: 'artameta-admin'}, target: {id}})
    })
  })

  describe('a segment', () => {
    async function make(): Promise<string> {
      const decision = createSegment(
        {title: 'People around Ada', definition: VIEW.audience ?? definition()},
        {
          site: 'artameta',
          segments: new Map(),
          fields: audienceFields(),
          // What the document says of its author is not believed.
          actor: {kind: 'user', id: 'somebody-else', name: 'Ada Example'},
          now: new Date().toISOString(),
        },
        ulid(),
      )
      if (!decision.ok) throw new Error('It is not sound.')
      await as('artameta-editor').mutate(decision.mutations, tag)
      return decision.id
    }

    test('records its creation, changes and deletion, with the user who made them', async () => {
      const id = await make()
      const changed = JSON.stringify(definition(['city', 'is', 'Berlin'], ['score', 'atLeast', 50]))
      await as('artameta-admin').patch(id).set({definition: changed}).commit(tag)
      await as('artameta-admin').patch(id).set({title: 'Ada and others'}).commit(tag)
      await as('superadmin').delete(id, tag)
      const events = await trail()
      const acts = events.map(({action, actor}) => `${action} by ${actor.id}`)
      expect(acts).toEqual([
        'segment.created by artameta-editor',
        'segment.changed by artameta-admin',
        'segment.changed by artameta-admin',
        expect.stringMatching(/^segment\.deleted by [a-z-]*superadmin$/u),
      ])
      const meant = events.map(({diff}) => diff.find(({path}) => path === 'definition'))
      const first = /^Status is “new”, and name contains “#[a-z2-7]{8}”$/u
      expect(meant[0]).toMatchObject({after: expect.stringMatching(first)})
      // A field that there is not can't be said: a mark stands for the whole.
      const mark = expect.stringMatching(/^\[#[a-z2-7]{8}\]$/u)
      expect(meant[1]).toMatchObject({before: expect.stringMatching(first), after: mark})
      expect(meant[2]).toBeUndefined()
      expect(meant[3]).toMatchObject({before: mark})
      expect(events[2]?.diff.map(({path}) => path)).toEqual(['title'])
    })

    test('that is counted or viewed has no event', async () => {
      const id = await make()
      const counted = {
        count: {value: 3, at: new Date().toISOString()},
        viewedAt: 'now',
        history: [],
      }
      await stack.client.patch(id).set(counted).commit(tag)
      await as('artameta-editor').patch(id).set({viewedAt: 'later'}).commit(tag)
      expect(await trail()).toHaveLength(1)
    })
  })

  test('a campaign for a segment has one event for its creation and one for its change', async () => {
    const [won, fair] = [`artameta.segment.${ulid()}`, `artameta.segment.${ulid()}`]
    const context = {
      site: 'artameta',
      segments: new Map([
        [won, {title: 'Ada won', definition: definition(['status', 'is', 'won'])}],
        [fair, {title: 'Ada fair', definition: definition(['name', 'contains', 'Ada'])}],
      ]),
      fields: audienceFields(),
    }
    const made = createCampaign(
      {title: 'Ada in Berlin', group: {kind: 'segment', id: won}},
      context,
      ulid(),
    )
    if (!made.ok) throw new Error('It is not sound.')
    await as('artameta-editor').mutate(made.mutations, tag)
    // What is written again because nobody knows whether it was is no change.
    await as('artameta-editor').mutate(made.mutations, tag)
    const campaign = await stack.client.getDocument<Campaign>(made.id, tag)
    if (!campaign) throw new Error('There is no campaign.')
    const used = {group: {kind: 'segment', id: fair}, use: 'narrow'} as const
    const changed = changeCampaignAudience(campaign, used, context)
    if (!changed.ok) throw new Error('It is not sound.')
    await as('artameta-admin').mutate(changed.mutations, tag)
    const [created, altered, ...others] = await trail()
    expect(others).toEqual([])
    const target = {type: 'campaign', id: made.id}
    expect(created).toMatchObject({
      action: 'campaign.created',
      actor: {id: 'artameta-editor'},
      target,
    })
    expect(diffValues(created)).toMatchObject({
      audience: `In segment “${won}”`,
      status: 'draft',
      title: expect.stringMatching(MARK),
    })
    expect(altered).toMatchObject({
      action: 'campaign.changed',
      actor: {id: 'artameta-admin'},
      target,
    })
    expect(altered?.diff.map(({path}) => path)).toEqual(['audience'])
    expect(altered?.diff[0]).toMatchObject({
      before: `In segment “${won}”`,
      after: `In segment “${won}”, and in segment “${fair}”`,
    })
  })

  test('lists and shared views have events too', async () => {
    const [list, view] = [`artameta.list.${ulid()}`, `artameta.view.${ulid()}`]
    const base = {site: 'artameta', title: 'Ada'}
    const editor = as('artameta-editor')
    const createdBy = 'artameta-editor'
    await editor.create({...base, _id: list, _type: 'leadList', createdBy}, tag)
    const address = 'sort=name&columns=name'
    const definitionText = JSON.stringify(VIEW.audience)
    await editor.create(
      {
        ...base,
        _id: view,
        _type: 'savedView',
        address,
        search: 'Ada',
        definition: definitionText,
        createdBy: 'artameta-editor',
      },
      tag,
    )
    await stack.client
      .patch(list)
      .set({memberCount: {value: 3, at: 'now'}})
      .commit(tag)
    const lock = {by: 'artameta-editor', name: 'Ada Example', at: 'now', reason: 'For Ada'}
    await editor.patch(view).set({lock}).commit(tag)
    await editor.patch(view).set({'lock.reason': 'Ada again'}).commit(tag)
    await as('artameta-admin').delete(view, tag)
    const events = await trail()
    const acts = events.map(({action, actor}) => `${action} by ${actor.id}`)
    const locking = events.find(({action}) => action === 'view.changed')
    expect(locking?.diff.map(({path, before, after}) => [path, before, after])).toEqual([
      ['locked', undefined, 'true'],
    ])
    expect(acts.toSorted()).toEqual([
      'list.created by artameta-editor',
      'view.changed by artameta-editor',
      'view.created by artameta-editor',
      'view.deleted by artameta-admin',
    ])
  })
})
