import type {AudienceField, OptionSource} from '../../../core/audience/field.ts'
import type {FieldRegistry} from '../../../core/audience/fields.ts'
import {siteFields} from '../../../core/audience/siteFields.ts'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {usedCustomFields} from '../../../core/audience/audienceUsage.ts'
import {formsOf} from '../../../core/intake/resolveForm.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'
import type {AudienceSurroundings} from './fetchSurroundings.ts'

/** A value that a condition can be given, and what it is called. */
export interface FieldOption {
  value: string
  title: string
}

/** What a site's definitions are made, checked and said with. */
export interface AudienceSource {
  site: string
  /** IANA name; dates of conditions are days in it. */
  timeZone: string
  fields: FieldRegistry
  /** Whether conditions can also ask about fields that are not in `fields`, by their names. */
  hasCustomFields: boolean
  segments: ReadonlyMap<string, AudienceSurroundings['segments'][number]>
  campaigns: ReadonlyMap<string, AudienceSurroundings['campaigns'][number]>
  options: Readonly<Record<OptionSource, readonly FieldOption[]>>
  /** Title of what a definition refers to, where it is known. */
  titleOf: (source: OptionSource, id: string) => string | null
}

function byTitle(options: Iterable<FieldOption>): FieldOption[] {
  return Array.from(options).toSorted((left, right) => left.title.localeCompare(right.title))
}

function named(documents: readonly {_id: string; title?: string | null | undefined}[]) {
  return byTitle(documents.map(({_id, title}) => ({value: _id, title: title?.trim() || _id})))
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  const texts = values.filter((value) => typeof value === 'string')
  return [...new Set(texts)].filter((value) => value !== '')
}

function consentTexts(site: Site): FieldOption[] {
  const newest = new Map((site.consentTexts ?? []).map(({id, text}) => [id, text]))
  return byTitle(Array.from(newest, ([value, title]) => ({value, title: title || value})))
}

function definedNames({segments, campaigns}: AudienceSurroundings): string[] {
  return usedCustomFields([
    ...segments.map(({definition}) => definition),
    ...campaigns.map(({audience}) => audience),
  ])
}

/**
 * Puts together what definitions of a site are made with.
 *
 * @param names - names of users by id, for owners
 */
export function audienceSource(
  site: Site,
  surroundings: AudienceSurroundings,
  names: ReadonlyMap<string, string>,
): AudienceSource {
  const {newest, segments, campaigns, lists} = surroundings
  const found = distinct(newest.flatMap(({custom}) => custom ?? []))
  const owners = distinct([...newest.map(({owner}) => owner), ...names.keys()])
  const plain = (values: string[]) => byTitle(values.map((value) => ({value, title: value})))
  const options: Record<OptionSource, readonly FieldOption[]> = {
    statuses: (site.leadStatuses ?? []).map(({value, title}) => ({value, title: title || value})),
    tags: plain(distinct(newest.flatMap(({tags}) => tags ?? []))),
    lists: named(lists),
    campaigns: named(campaigns),
    segments: named(segments),
    owners: byTitle(owners.map((value) => ({value, title: names.get(value) ?? value}))),
    forms: formsOf(site).map(({id, title}) => ({value: id, title})),
    consentTexts: consentTexts(site),
  }
  const titles = new Map(
    Object.entries(options).map(([source, list]) => [
      source,
      new Map(list.map(({value, title}) => [value, title])),
    ]),
  )
  return {
    site: site.key,
    timeZone: siteTimeZone(site),
    fields: siteFields(site, distinct([...found, ...definedNames(surroundings)])),
    hasCustomFields: true,
    segments: new Map(segments.map((segment) => [segment._id, segment])),
    campaigns: new Map(campaigns.map((campaign) => [campaign._id, campaign])),
    options,
    titleOf: (source, id) => titles.get(source)?.get(id) ?? null,
  }
}

/** The values that a field's conditions can be given, as far as they are known. */
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
