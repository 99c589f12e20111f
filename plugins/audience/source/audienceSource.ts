import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {usedCustomFields} from '../../../core/audience/audienceUsage.ts'
import {CUSTOM_FIELD_PREFIX, customField} from '../../../core/audience/customFields.ts'
import type {AudienceField, OptionSource} from '../../../core/audience/field.ts'
import type {FieldRegistry} from '../../../core/audience/fields.ts'
import {siteFields} from '../../../core/audience/siteFields.ts'
import {formsOf} from '../../../core/intake/resolveForm.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {siteTimeZone} from '../../../core/time/localDate.ts'

/** How many of the newest leads supply tags, owners and custom fields to choose from. */
export const NEWEST_ASKED = 500

/**
 * What definitions may refer to. Tags, owners and names of custom fields are those of the newest
 * leads: to find all of them the store would have to read every lead.
 */
export const audienceReferencesQuery = defineQuery(`{
  "segments": *[_type == "segment" && site == $site] | order(_id asc)[0...2000]{
    _id, title, definition
  },
  "lists": *[_type == "leadList" && site == $site] | order(_id asc)[0...2000]{_id, title},
  "campaigns": *[_type == "campaign" && site == $site] | order(_id asc)[0...2000]{
    _id, title, audience
  },
  "newest": *[_type == "lead" && site == $site] | order(createdAt desc, _id asc)[0...500]{
    tags, owner, "custom": customFields[].name
  }
}`)

const text = z.string().nullish()
const texts = z.array(z.string().nullish()).nullish()
const titled = z.object({_id: z.string(), title: text})

const References = z.object({
  segments: z.array(titled.extend({definition: text})),
  lists: z.array(titled),
  campaigns: z.array(titled.extend({audience: text})),
  newest: z.array(z.object({tags: texts, owner: text, custom: texts})),
})

/** What a site's definitions may refer to, as it is stored. */
export type AudienceReferences = z.output<typeof References>

/** Reads what definitions may refer to, in one request. Rejects when the signal aborts. */
export async function fetchReferences(
  client: SanityClient,
  site: string,
  signal: AbortSignal,
): Promise<AudienceReferences> {
  const found: unknown = await client.fetch(
    audienceReferencesQuery,
    {site},
    {perspective: 'raw', signal, tag: 'leads.audience.options'},
  )
  return References.parse(found)
}

/** A value that the builder offers for a condition, and its title. */
export interface FieldOption {
  value: string
  title: string
}

/** What a site's definitions are built, checked and described with. */
export interface AudienceSource {
  site: string
  /** IANA name; dates of conditions are days in it. */
  timeZone: string
  fields: FieldRegistry
  /** Whether conditions may also use custom fields that are not in `fields`, by their names. */
  hasCustomFields: boolean
  segments: ReadonlyMap<string, AudienceReferences['segments'][number]>
  campaigns: ReadonlyMap<string, AudienceReferences['campaigns'][number]>
  options: Readonly<Record<OptionSource, readonly FieldOption[]>>
  /** Title of what a definition refers to, where it is known. */
  titleOf: (source: OptionSource, id: string) => string | null
}

/**
 * Builds the source of a site.
 *
 * @param ownerNames - names of users by id
 */
export function audienceSource(
  site: WorkspaceSite,
  references: AudienceReferences,
  ownerNames: ReadonlyMap<string, string>,
): AudienceSource {
  const {newest, segments, campaigns, lists} = references
  const owners = distinct([...newest.map(({owner}) => owner), ...ownerNames.keys()])
  const options: Record<OptionSource, readonly FieldOption[]> = {
    statuses: (site.leadStatuses ?? []).map(({value, title}) => ({value, title: title || value})),
    tags: byTitle(
      distinct(newest.flatMap(({tags}) => tags ?? [])).map((value) => ({value, title: value})),
    ),
    lists: documentOptions(lists),
    campaigns: documentOptions(campaigns),
    segments: documentOptions(segments),
    owners: byTitle(owners.map((value) => ({value, title: ownerNames.get(value) ?? value}))),
    forms: formsOf(site).map(({id, title}) => ({value: id, title})),
    consentTexts: consentTextOptions(site),
  }
  const titles = new Map(
    Object.entries(options).map(([source, list]) => [
      source,
      new Map(list.map(({value, title}) => [value, title])),
    ]),
  )
  const customNames = [
    ...newest.flatMap(({custom}) => custom ?? []),
    ...usedCustomFields(segments.map(({definition}) => definition)),
    ...usedCustomFields(campaigns.map(({audience}) => audience)),
  ]
  return {
    site: site.key,
    timeZone: siteTimeZone(site),
    fields: siteFields(site, distinct(customNames)),
    hasCustomFields: true,
    segments: new Map(segments.map((segment) => [segment._id, segment])),
    campaigns: new Map(campaigns.map((campaign) => [campaign._id, campaign])),
    options,
    titleOf: (source, id) => titles.get(source)?.get(id) ?? null,
  }
}

function byTitle(options: Iterable<FieldOption>): FieldOption[] {
  return Array.from(options).toSorted((left, right) => left.title.localeCompare(right.title))
}

function documentOptions(documents: readonly z.output<typeof titled>[]): FieldOption[] {
  return byTitle(documents.map(({_id, title}) => ({value: _id, title: title?.trim() || _id})))
}

function consentTextOptions(site: WorkspaceSite): FieldOption[] {
  const newest = new Map((site.consentTexts ?? []).map((entry) => [entry.id, entry.text]))
  return byTitle(Array.from(newest, ([value, title]) => ({value, title: title || value})))
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  const found = values.filter((value) => typeof value === 'string')
  return [...new Set(found)].filter((value) => value !== '')
}

/** The values that the builder offers for a field. */
export function fieldOptions(
  source: AudienceSource,
  field: AudienceField,
  translate: (key: string) => string,
): readonly FieldOption[] {
  if (field.optionsFrom) return source.options[field.optionsFrom]
  return field.options.map((value) => ({
    value,
    title: translate(`option.${field.name}.${value}`),
  }))
}

/**
 * The field of a name. A custom field that the registry does not know is a text, as it is wherever
 * definitions are compiled.
 */
export function fieldNamed(fields: FieldRegistry, name: string): AudienceField | undefined {
  const known = fields.get(name)
  if (known || !name.startsWith(CUSTOM_FIELD_PREFIX)) return known
  return customField({name: name.slice(CUSTOM_FIELD_PREFIX.length), type: 'text'})
}

/**
 * A source with further custom fields, because not all of those that leads have can be listed.
 *
 * @param names - names of custom fields, as leads carry them
 * @returns the same source where it knows all of them
 */
export function withNamedFields(source: AudienceSource, names: readonly string[]): AudienceSource {
  const fields = new Map(source.fields)
  for (const name of names) {
    const field = fieldNamed(fields, CUSTOM_FIELD_PREFIX + name)
    if (field) fields.set(field.name, field)
  }
  return fields.size === source.fields.size ? source : {...source, fields}
}
