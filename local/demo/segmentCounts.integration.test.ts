import {afterAll, beforeAll, expect, it} from 'vitest'
import {z} from 'zod'
import {checkAudience} from '../../core/audience/checkAudience.ts'
import type {LeadActivityLike} from '../../core/audience/comparison.ts'
import {parseAudience} from '../../core/audience/parseAudience.ts'
import {siteFields} from '../../core/audience/siteFields.ts'
import {siteTimeZone} from '../../core/time/localDate.ts'
import {audienceToPredicate} from '../../core/audience/evaluateAudience.ts'
import {audienceUsage} from '../../core/audience/audienceUsage.ts'
import {refreshSegments} from '../../functions/refresh-segments/handler.ts'
import {readServerEnv} from '../../functions/shared/serverEnv.ts'
import {createSiteRegistry} from '../../functions/shared/siteRegistry.ts'
import {createSiteSecrets} from '../../functions/shared/siteSecrets.ts'
import {createAccessControl} from '../lake/access/accessControl.ts'
import {startTestLake, type TestLake} from '../lake/testing/testLake.ts'
import {LOCAL_DATASET} from '../ports.ts'
import {DEMO_SITES, demoDocuments} from './demoDocuments.ts'
import type {DemoActivity, DemoLead, DemoSegment} from './documents.ts'
import {seedDemoData} from './seed.ts'

const NOW = '2026-11-20T15:42:00.000Z'
const DEMO = {leads: 400, now: new Date(NOW), siteUrl: 'http://localhost:3904'}
const SEGMENTS = DEMO_SITES.reduce((sum, {segments}) => sum + segments.length, 0)

const Counted = z.array(
  z.object({
    _id: z.string(),
    count: z.object({value: z.number(), at: z.string()}),
    newest: z.object({at: z.string(), value: z.number()}),
    countFailure: z.null(),
  }),
)

let lake: TestLake

beforeAll(async () => {
  lake = await startTestLake()
  const caller = createAccessControl({sites: () => []}).authenticate('local-api')
  if (!caller) throw new Error('There is no robot local-api')
  await seedDemoData({store: lake.store, dataset: LOCAL_DATASET, caller, ...DEMO})
})
afterAll(() => lake.stop())

/** How many leads each segment means, by going through the documents one by one. */
function expectedCounts(): Map<string, number> {
  const documents = Array.from(demoDocuments(DEMO))
  const leads: DemoLead[] = []
  const stored: DemoSegment[] = []
  const activities: DemoActivity[] = []
  for (const document of documents) {
    if (document._type === 'lead') leads.push(document)
    if (document._type === 'segment') stored.push(document)
    if (document._type === 'leadActivity') activities.push(document)
  }
  const byLead: Map<string, LeadActivityLike[]> = Map.groupBy(activities, ({leadId}) => leadId)
  const segments = new Map(stored.map((segment) => [segment._id, segment]))
  const names = stored.flatMap(({definition}) => {
    const parsed = parseAudience(definition)
    return parsed.definition ? audienceUsage(parsed.definition).customFields : []
  })
  const counts = stored.map((segment) => {
    const site = documents.find((document) => document._id === `site.${segment.site}`)
    if (site?._type !== 'site') throw new Error(`There is no site ${segment.site}`)
    const checked = checkAudience(segment.definition, {
      fields: siteFields({...site, customFields: []}, names),
      segments,
    })
    if (!checked.ok) throw new Error(`${segment.title} is not sound`)
    const moment = {now: NOW, timeZone: siteTimeZone(site)}
    const isIn = audienceToPredicate(checked.audience, moment)
    const own = leads.filter((lead) => lead.site === segment.site)
    return [segment._id, own.filter((lead) => isIn(lead, byLead.get(lead._id))).length] as const
  })
  return new Map(counts)
}

it('counts every demo segment, and finds the leads of its definition', async () => {
  const env = readServerEnv({SANITY_STUDIO_API_HOST: lake.url})
  const client = lake.client('local-functions')
  const services = {
    env,
    client,
    registry: createSiteRegistry(client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => NOW,
  }
  const done = await refreshSegments(services, () => 0)
  expect(done).toEqual({counted: SEGMENTS, failures: 0, left: 0})
  const found: unknown = await client.fetch(
    '*[_type == "segment"]{_id, count, "newest": history[-1]{at, value}, countFailure}',
    {},
    {tag: 'test.segments'},
  )
  const counted = Counted.parse(found)
  expect(new Map(counted.map(({_id, count}) => [_id, count.value]))).toEqual(expectedCounts())
  for (const {count, newest} of counted) {
    expect(count.at).toBe(NOW)
    expect(newest).toEqual(count)
  }
})
