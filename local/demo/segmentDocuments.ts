import type {AudienceDefinition} from '../../core/audience/definition.ts'
import type {OptionSource} from '../../core/audience/field.ts'
import type {FieldRegistry} from '../../core/audience/fields.ts'
import {siteFields} from '../../core/audience/siteFields.ts'
import {audienceUsage} from '../../core/audience/audienceUsage.ts'
import {checkSegment, type SegmentContext} from '../../core/changes/segments/segmentDecisions.ts'
import {localUsers} from '../lake/access/localUsers.ts'
import type {DemoSegment} from './documents.ts'
import {demoSegmentHistory} from './segmentHistory.ts'
import {demoDefinition} from './segmentRules.ts'
import {fixedId, iso, type SiteContext} from './siteContext.ts'
import type {DemoReferences, DemoSegmentPlan} from './siteProfile.ts'

type Titles = Partial<Record<OptionSource, ReadonlyMap<string, string>>>

function named(what: string, ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name)
  if (id === undefined)
    throw new RangeError(`A demo segment names the ${what} ${name}: there is none`)
  return id
}

/** Ids by the names that the site's profile gives, and the titles that stand in sentences. */
function surroundings(site: SiteContext, segments: ReadonlyMap<string, string>) {
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

/** What a definition is checked and said with; its segments are those before it. */
interface Making {
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
  making: Making,
): DemoSegment {
  const {key} = making.site.profile
  const {segments, fields, titles, leads} = making
  const id = making.references.segment(plan.id)
  const user = `${key}-${plan.by}`
  const actor = {kind: 'user' as const, id: user, name: making.users.get(user) ?? user}
  const titleOf: SegmentContext['titleOf'] = (source, value) => titles[source]?.get(value)
  const {title, description} = plan
  const checked = checkSegment(
    id,
    {title, description, definition},
    {site: key, segments, fields, titleOf, actor, now: at},
  )
  if (!checked.ok) {
    const reasons = checked.problems.map(({reason}) => reason).join(' ')
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
      history: demoSegmentHistory(id, plan.share * leads, making.site.now, Date.parse(at)),
    }),
  }
}

/**
 * The segments of a site, as its people would have made them with the Segments tool. They carry no
 * count: relative dates mean other leads every day, and more leads may be added to a dataset later,
 * so only `refresh-segments` can tell how many there are.
 *
 * @param leads - of the site, where all have their history; `null` leaves out what counts were before
 * @throws RangeError when core finds fault with a definition
 */
export function segmentDocuments(site: SiteContext, leads: number | null): DemoSegment[] {
  const {profile, calendar} = site
  const moments = profile.segments.map((plan) => ({plan, at: calendar.at(plan.daysAgo, 11, 15)}))
  const ids = new Map(moments.map(({plan: {id}, at}) => [id, fixedId(profile, 'segment', at, id)]))
  const {references, titles} = surroundings(site, ids)
  const made = moments.map(({plan, at}) => ({
    plan,
    at: iso(at),
    definition: demoDefinition(plan.who(references)),
  }))
  const custom = made.flatMap(({definition}) => audienceUsage(definition).customFields)
  const making: Making = {
    site,
    references,
    titles,
    fields: siteFields(site.site, custom),
    segments: new Map(),
    leads,
    users: new Map(localUsers([profile.key]).map(({caller: {id, name}}) => [id, name])),
  }
  return made.map(({plan, definition, at}) => segmentDocument(plan, definition, at, making))
}
