import {expect, it} from 'vitest'
import {serializeAudience} from '../../core/audience/canonicalAudience.ts'
import {checkAudience} from '../../core/audience/checkAudience.ts'
import {
  AUDIENCE_VERSION,
  isAudienceGroup,
  type AudienceGroup,
} from '../../core/audience/definition.ts'
import {parseAudience} from '../../core/audience/parseAudience.ts'
import {siteFields} from '../../core/audience/siteFields.ts'
import {siteTimeZone} from '../../core/time/localDate.ts'
import {audienceToPredicate} from '../../core/audience/evaluateAudience.ts'
import {audienceUsage} from '../../core/audience/audienceUsage.ts'
import {DEMO_SITES, demoDocuments} from './demoDocuments.ts'
import type {DemoActivity, DemoDocument, DemoSegment} from './documents.ts'

const NOW = new Date('2026-11-20T15:42:00Z')
const documents = Array.from(
  demoDocuments({leads: 3000, now: NOW, siteUrl: 'http://localhost:3904', customers: 0}),
)

function ofSite<Type extends DemoDocument['_type']>(type: Type, site: string) {
  return documents.filter((document): document is Extract<DemoDocument, {_type: Type}> => {
    return document._type === type && 'site' in document && document.site === site
  })
}

function checkSegments(key: string) {
  const site = documents.find((document) => document._id === `site.${key}`)
  if (site?._type !== 'site') throw new Error(`There is no site ${key}`)
  const stored = ofSite('segment', key)
  const segments = new Map(stored.map((segment) => [segment._id, segment]))
  const names = stored.flatMap(({definition}) => {
    const parsed = parseAudience(definition)
    return parsed.definition ? audienceUsage(parsed.definition).customFields : []
  })
  const fields = siteFields({...site, customFields: []}, names)
  return stored.map((segment) => {
    const context = {fields, segments, segmentId: segment._id}
    return {site, segment, checked: checkAudience(segment.definition, context)}
  })
}

it.each(DEMO_SITES)('$key has segments that are valid', ({key, segments}) => {
  const checked = checkSegments(key)
  expect(checked.map(({segment}) => segment.title)).toEqual(segments.map(({title}) => title))
  expect(checked.length).toBeGreaterThanOrEqual(6)
  for (const {segment, checked: result} of checked) {
    expect(result).toMatchObject({ok: true})
    if (!result.ok) continue
    expect(segment.definition).toBe(serializeAudience(result.definition))
    expect(segment.definitionVersion).toBe(AUDIENCE_VERSION)
  }
})

it('describes segments with the names of the site', () => {
  const sentences = Object.fromEntries(
    [...ofSite('segment', 'artameta'), ...ofSite('segment', 'bluefern')].map((segment) => {
      return [segment.title, segment.sentence]
    }),
  )
  expect(sentences).toMatchObject({
    'Regular readers':
      'Newsletter state is Subscribed, and opened an e-mail at least 2 times in the last 90 days',
    'Customers below Institution':
      'Status is Customer, and “Plan” is not “Institution” (or is missing)',
    'Angebote nachfassen':
      'Status is Vor-Ort-Termin or Angebot, and last contact is more than 14 days ago',
  })
  const preview = sentences['Preview evening: whom to invite']
  expect(preview).toContain('in segment “Galleries in talks” or “Regular readers”')
  expect(preview).not.toMatch(/artameta\./u)
})

it('covers the features of definitions: nested groups, other segments, activities, missing values', () => {
  const roots: AudienceGroup[] = documents.flatMap((document) => {
    if (document._type !== 'segment') return []
    const {definition} = parseAudience(document.definition)
    return definition ? [definition.root] : []
  })
  const nodes = roots.map(function below(group): (
    | AudienceGroup
    | {field: string; operator: string}
  )[] {
    return [group, ...group.rules.flatMap((node) => (isAudienceGroup(node) ? below(node) : [node]))]
  })
  const all = nodes.flat()
  const groups = all.filter((node) => 'rules' in node)
  const rules = all.flatMap((node) => ('field' in node ? [`${node.field} ${node.operator}`] : []))
  expect(groups.some(({not}) => not === true)).toBe(true)
  expect(new Set(groups.map(({combinator}) => combinator))).toEqual(new Set(['and', 'or']))
  expect(rules).toEqual(
    expect.arrayContaining([
      'segment anyOf',
      'activity.email.opened atLeast',
      'activity.email.opened didNotHappen',
      'customFields.plan isNot',
      'tags anyOf',
      'createdAt moreThanAgo',
      'subscription is',
    ]),
  )
})

it.each(DEMO_SITES)('$key has leads in and out of each of its segments', ({key}) => {
  const leads = ofSite('lead', key)
  const activities = Map.groupBy(ofSite('leadActivity', key), ({leadId}) => leadId)
  const none: DemoActivity[] = []
  for (const {site, segment, checked} of checkSegments(key)) {
    if (!checked.ok) throw new Error(`${segment.title} is not sound`)
    const moment = {now: NOW.toISOString(), timeZone: siteTimeZone(site)}
    const isIn = audienceToPredicate(checked.audience, moment)
    const found = leads.filter((lead) => isIn(lead, activities.get(lead._id) ?? none))
    expect({title: segment.title, some: found.length > 0}).toEqual({
      title: segment.title,
      some: true,
    })
    expect(found.length).toBeLessThan(leads.length * 0.75)
  }
})

it('leaves counts to the function that counts', () => {
  const segments: DemoSegment[] = DEMO_SITES.flatMap(({key}) => ofSite('segment', key))
  for (const segment of segments) {
    expect(segment).not.toHaveProperty('count')
  }
})

it('has counts of the days since segments were created', () => {
  for (const {key} of DEMO_SITES) {
    const leads = ofSite('lead', key)
    for (const {_createdAt, history = []} of ofSite('segment', key)) {
      const times = history.map(({at}) => at ?? '')
      expect(times).toEqual(times.toSorted())
      expect(times.every((at) => at >= _createdAt && at < '2026-11-20')).toBe(true)
      expect(history.length).toBeGreaterThan(1)
      expect(history.every(({value}) => value !== undefined && value <= leads.length)).toBe(true)
    }
  }
})

it('omits earlier days where people have no history', () => {
  const few = demoDocuments({
    leads: 60,
    now: NOW,
    siteUrl: 'http://localhost:3904',
    fullHistoryUpTo: 10,
  })
  const segments = Array.from(few).filter(({_type}) => _type === 'segment')
  expect(segments.length).toBeGreaterThan(0)
  for (const segment of segments) expect(segment).not.toHaveProperty('history')
})
