import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {localServerVariables} from '../../local/api/localServerVariables.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../../local/ports.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {createLakeClient} from '../shared/lakeClient.ts'
import {readServerEnv} from '../shared/serverEnv.ts'
import {createSiteRegistry} from '../shared/siteRegistry.ts'
import {createSiteSecrets} from '../shared/siteSecrets.ts'
import {guardTexts, type SiteEvent} from './handler.ts'

const TAG = {tag: 'leads.test.consent'}

const text = (version: number, words: string) => ({
  _key: `news-${version}`,
  id: 'news',
  version,
  locale: 'en',
  purpose: 'newsletter',
  text: words,
  validFrom: '2026-01-01T00:00:00.000Z',
})

describe.each(MODES)('in $mode mode', ({strict}) => {
  let stack: TestStack
  let client: SanityClient
  let sites = 0

  function services(): FunctionServices {
    const env = readServerEnv(localServerVariables())
    const robot = createLakeClient({
      projectId: LOCAL_PROJECT_ID,
      dataset: LOCAL_DATASET,
      apiHost: stack.lake.url,
      token: 'local-functions',
    })
    return {
      env,
      client: robot,
      registry: createSiteRegistry(robot, Date.now),
      secrets: createSiteSecrets(env),
      now: () => new Date().toISOString(),
    }
  }

  /** Makes a site that no other test has, and says how its texts are read and written. */
  async function newSite(...first: object[]) {
    sites += 1
    const key = `guarded-${sites}`
    const id = `site.${key}`
    const state = async () => {
      const document = await client.getDocument(id, TAG)
      if (!document) throw new Error(`There is no ${id}.`)
      const {_rev, _updatedAt, consentTexts} = document
      return {_rev, _updatedAt, consentTexts}
    }
    await client.create({_id: id, _type: 'site', key, title: key, consentTexts: first}, TAG)
    return {
      id,
      state,
      /** Writes texts and gives what a function is told of it. */
      async change(...consentTexts: object[]): Promise<SiteEvent> {
        const before = await state()
        await client.patch(id).set({consentTexts}).commit(TAG)
        return {_id: id, before, after: await state()}
      },
      texts: async () => (await state()).consentTexts,
      register: () => client.getDocument(`${key}.consent.texts`, TAG),
    }
  }

  beforeAll(async () => {
    stack = await startTestStack({strict})
    client = stack.client
  })
  afterAll(() => stack.stop())

  test('a call with the previous texts restores them, and the same call again does nothing', async () => {
    const site = await newSite(text(1, 'Send me news.'))
    const told = await site.change(text(1, 'Send me everything.'), text(2, 'Send me less.'))
    expect(await guardTexts(services(), told)).toBe('restored')
    expect(await site.texts()).toEqual([text(1, 'Send me news.'), text(2, 'Send me less.')])
    expect(await site.register()).toMatchObject({
      _type: 'consentRegister',
      texts: [{version: 1, text: 'Send me news.'}, {version: 2}],
      restorations: [{versions: 'news, version 1 (en)'}],
    })
    expect(await guardTexts(services(), told)).toBe('nothing-to-do')
  })

  test('calls that arrive late and out of order restore the first text', async () => {
    const site = await newSite(text(1, 'First.'))
    const second = await site.change(text(1, 'Second.'))
    const third = await site.change(text(1, 'Third.'))
    const removed = await site.change()
    for (const told of [removed, third, second, third]) await guardTexts(services(), told)
    expect(await site.texts()).toEqual([text(1, 'First.')])
  })

  test('missed calls are repaired from the history', async () => {
    const site = await newSite(text(1, 'First.'))
    await site.change(text(1, 'Second.'))
    const told = await site.change(text(1, 'Third.'))
    expect(await guardTexts(services(), told)).toBe('restored')
    expect(await site.texts()).toEqual([text(1, 'First.')])
    await site.change(text(1, 'First.'), text(2, 'Two.'))
    const last = await site.change(text(1, 'First.'), text(2, 'Changed.'))
    expect(await guardTexts(services(), last)).toBe('restored')
    expect(await site.texts()).toEqual([text(1, 'First.'), text(2, 'Two.')])
  })

  test('several calls at once agree', async () => {
    const site = await newSite(text(1, 'One.'), text(2, 'Two.'))
    const told = await site.change(text(2, 'Changed.'))
    const results = await Promise.all([1, 2, 3].map(() => guardTexts(services(), told)))
    expect(results).toContain('restored')
    expect(await site.texts()).toHaveLength(2)
    expect((await site.register())?.['restorations']).toHaveLength(1)
  })

  test.each([
    'site.artameta.lead',
    'artameta.lead.x',
    'drafts.site.artameta',
    'site.network',
    'site',
    7,
  ])('what is not the document of a site (%s) is not read', async (id) => {
    const refusing = {...services(), client: new Proxy(client, {get: () => expect.unreachable()})}
    const state = {_rev: 'r', _updatedAt: '2026-01-01T00:00:00.000Z', consentTexts: []}
    expect(await guardTexts(refusing, {_id: id, before: state, after: state})).toBe('nothing-to-do')
  })

  test('a document that only has the id of a site is left alone', async () => {
    const id = `site.odd-${strict}`
    await client.create({_id: id, _type: 'site', key: 'artameta', consentTexts: []}, TAG)
    expect(await guardTexts(services(), {_id: id, before: null, after: null})).toBe('nothing-to-do')
  })

  test('a changed published text is restored within seconds, and the chain of calls ends', async () => {
    const runner = await stack.startRunner({startAt: 'now'})
    const site = await newSite(text(1, 'Send me news.'))
    await stack.settled()
    await site.change(text(1, 'Send me everything.'), text(2, 'Send me less.'))
    await stack.settled()
    expect(await site.texts()).toEqual([text(1, 'Send me news.'), text(2, 'Send me less.')])
    await site.change(text(2, 'Send me less.'))
    await stack.settled()
    expect(await site.texts()).toEqual([text(2, 'Send me less.'), text(1, 'Send me news.')])
    expect((await site.register())?.['restorations']).toHaveLength(2)
    await runner.stop()
  })
})
