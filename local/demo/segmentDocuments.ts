import {audienceUsage} from '../../core/audience/audienceUsage.ts'
import type {AudienceDefinition} from '../../core/audience/definition.ts'
import type {OptionSource} from '../../core/audience/field.ts'
import type {FieldRegistry} from '../../core/audience/fields.ts'
import {siteFields} from '../../core/audience/siteFields.ts'
import {withSegmentPoint} from '../../core/changes/segments/segmentCounts.ts'
import {checkSegment, type SegmentContext} from '../../core/changes/segments/segmentDecisions.ts'
import type {SegmentPoint} from '../../core/documents/segment.ts'
import {describeProblems} from '../../core/problems/problem.ts'
import {localUsers} from '../lake/access/localUsers.ts'
import type {DemoSegment} from './documents.ts'
import {randomFrom, seedOf} from './random.ts'
import {demoDefinition} from './segmentRules.ts'
import {fixedId, iso, type SiteContext} from './siteContext.ts'
import type {DemoReferences, DemoSegmentPlan} from './siteProfile.ts'

/**
 * The segments of a site, as its users would have created them in the Segments tool. They have no count:
 * relative dates match other leads every day, and more leads may be added to a dataset later, so only
 * `refresh-segments` can count them.
 *
 * @param leads - of the site, where all have their history; `null` leaves out the earlier counts
 * @throws RangeError when core refuses a definition
 */
export function segmentDocuments(site: SiteContext, leads: number | null): DemoSegment[] {
  const {profile, calendar} = site
  const moments = profile.segments.map((plan) => ({plan, at: calendar.at(plan.daysAgo, 11, 15)}))
  const ids = new Map(moments.map(({plan: {id}, at}) => [id, fixedId(profile, 'segment', at, id)]))
  const {references, titles} = resolveReferences(site, ids)
  const made = moments.map(({plan, at}) => ({
    plan,
    at: iso(at),
    definition: demoDefinition(plan.who(references)),
  }))
  const custom = made.flatMap(({definition}) => audienceUsage(definition).customFields)
  const inputs: SegmentInputs = {
    site,
    references,
    titles,
    fields: siteFields({...site.site, customFields: []}, custom),
    segments: new Map(),
    leads,
    users: new Map(localUsers([profile.key]).map(({caller: {id, name}}) => [id, name])),
  }
  return made.map(({plan, definition, at}) => segmentDocument(plan, definition, at, inputs))
}

type Titles = Partial<Record<OptionSource, ReadonlyMap<string, string>>>

function named(what: string, ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name)
  if (id === undefined)
    throw new RangeError(`A demo segment names the ${what} ${name}: there is none`)
  return id
}

/** Ids by the names in the site's profile, and the titles for sentences. */
function resolveReferences(site: SiteContext, segments: ReadonlyMap<string, string>) {
  const {profile, campaigns} = site
  const lists = new Map(
    profile.lists.map(({id}, place) => [id, site.lists[place]?.documentId ?? '']),
  )
  const sent = new Map(campaigns.map(({id, documentId}) => [id, documentId]))
  const references: DemoReferences = {
    list: (name) => named('list', lists, name),
    campaign: (name) => named('campaign', sent, name),
    segment: (name) => named('segment', segments, name),
  }
  const titles: Titles = {
    statuses: new Map(site.site.leadStatuses.map(({value, title}) => [value, title])),
    lists: new Map(profile.lists.map(({id, title}) => [lists.get(id) ?? '', title])),
    campaigns: new Map(campaigns.map(({documentId, title}) => [documentId, title])),
    segments: new Map(profile.segments.map(({id, title}) => [segments.get(id) ?? '', title])),
    forms: new Map(site.site.forms.map(({id, title}) => [id, title])),
  }
  return {references, titles}
}

/** What a segment's definition is checked and described with; `segments` are the earlier ones. */
interface SegmentInputs {
  site: SiteContext
  references: DemoReferences
  titles: Titles
  fields: FieldRegistry
  segments: Map<string, {title: string; definition: string}>
  users: ReadonlyMap<string, string>
  leads: number | null
}

function segmentDocument(
  plan: DemoSegmentPlan,
  definition: AudienceDefinition,
  at: string,
  inputs: SegmentInputs,
): DemoSegment {
  const {key} = inputs.site.profile
  const {segments, fields, titles, leads} = inputs
  const id = inputs.references.segment(plan.id)
  const user = `${key}-${plan.by}`
  const actor = {kind: 'user' as const, id: user, name: inputs.users.get(user) ?? user}
  const titleOf: SegmentContext['titleOf'] = (source, value) => titles[source]?.get(value)
  const {title, description} = plan
  const checked = checkSegment(
    id,
    {title, description, definition},
    {site: key, segments, fields, titleOf, actor, now: at},
  )
  if (!checked.ok) {
    const reasons = describeProblems(checked.problems)
    throw new RangeError(`The demo segment ${id} (${title}) cannot be used. ${reasons}`)
  }
  const {attributes} = checked
  segments.set(id, attributes)
  return {
    _id: id,
    _type: 'segment',
    _createdAt: at,
    _updatedAt: at,
    site: key,
    title: attributes.title,
    ...(attributes.description !== '' && {description: attributes.description}),
    definition: attributes.definition,
    definitionVersion: attributes.definitionVersion,
    sentence: attributes.sentence,
    changedAt: at,
    changedBy: actor,
    ...(leads !== null && {
      history: segmentHistory(id, plan.share * leads, inputs.site.now, Date.parse(at)),
    }),
  }
}

const DAY = 86_400_000
/** Days before the reference day that have a count. */
const DAYS = 29
/** When the last count of a day was, in milliseconds since midnight UTC. */
const LAST_COUNT = 23 * 3_600_000 + 55 * 60_000
/** How much a segment grows in a day, and by how much its count may be off that, as shares of it. */
const GROWTH = 0.0015
const WOBBLE = 0.012

/**
 * Invented counts of a segment for the days before the reference day; today's is counted.
 *
 * @param id - of the segment
 * @param size - about how many leads it has today
 * @param now - midnight UTC of the reference day, in milliseconds
 * @param createdAt - when the segment was created, in milliseconds
 */
function segmentHistory(id: string, size: number, now: number, createdAt: number): SegmentPoint[] {
  const random = randomFrom(seedOf(`${id}.history`, 0))
  let history: SegmentPoint[] = []
  for (let daysAgo = DAYS; daysAgo >= 1; daysAgo -= 1) {
    const wobble = 1 + (random.next() * 2 - 1) * WOBBLE
    const at = now - daysAgo * DAY + LAST_COUNT
    if (at < createdAt) continue
    const value = Math.round(size * (1 - GROWTH * daysAgo) * wobble)
    history = withSegmentPoint(history, {value, at: iso(at)})
  }
  return history
}
