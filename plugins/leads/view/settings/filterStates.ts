import {z} from 'zod'
import {audienceOfGroup} from '../../../../core/audience/combineAudiences.ts'
import type {AudienceDefinition} from '../../../../core/audience/definition.ts'
import {parseAudience} from '../../../../core/audience/parseAudience.ts'
import {FILTER_ID} from '../address/gridAddress.ts'

/** Search and filter. They may contain personal data, so the URL only has an id for them. */
export interface FilterState {
  search: string
  audience: AudienceDefinition | null
}

/** A {@link FilterState} with its id in the URL. */
export interface NamedFilter extends FilterState {
  id: string
}

/** Most filters that are stored for a user and site; the newest stay. */
export const MAX_KEPT_FILTERS = 40

export const NO_FILTER: FilterState = {search: '', audience: null}

/** The filter for the leads of a list; no filter without a list. */
export function filterOfList(id: string | null): FilterState {
  return id === null ? NO_FILTER : {search: '', audience: audienceOfGroup({kind: 'list', id})}
}

/** Storage key of a site's filters. */
export function filtersKey(site: string): string {
  return `leads.filters.${site}`
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * Makes an id from 80 random bits.
 *
 * @param bytes - ten random bytes or more
 */
export function filterId(bytes: Uint8Array): string {
  const bits = [...bytes.subarray(0, 10)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/gu) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
}

const storedSchema = z
  .array(
    z.object({
      id: z.string().regex(FILTER_ID),
      search: z.string(),
      audience: z.string().nullable(),
    }),
  )
  .catch([])

/** Parses stored filters. */
export function readFilters(stored: unknown): NamedFilter[] {
  return storedSchema.parse(stored ?? []).map(({id, search, audience}) => ({
    id,
    search,
    audience: audience === null ? null : parseAudience(audience).definition,
  }))
}

/** Formats filters for storage, newest first, each id once. */
export function storedFilters(
  filters: readonly NamedFilter[],
): {id: string; search: string; audience: string | null}[] {
  return filters
    .filter(({id}, index) => filters.findIndex((filter) => filter.id === id) === index)
    .slice(0, MAX_KEPT_FILTERS)
    .map(({id, search, audience}) => ({
      id,
      search,
      audience: audience && JSON.stringify(audience),
    }))
}

/** Whether two filters are equal. */
export function isSameFilter(one: FilterState, other: FilterState): boolean {
  return (
    one.search === other.search && JSON.stringify(one.audience) === JSON.stringify(other.audience)
  )
}
