import {defineQuery} from 'groq'
import type {Sort, SortColumn, SortDirection} from './sortKeys.ts'

/** Rows of one page. */
export const PAGE_SIZE = 50

/**
 * Leads of the site that match the search. An empty `$q` matches all; a term is matched by prefix
 * in name, e-mail and company, and the whole input as the beginning of an e-mail, because `match`
 * takes "anna@exa" apart at the "@".
 */
const LEADS =
  '_type == "lead" && site == $site && ($q == "" || [name, email, company] match $terms || string::startsWith(lower(email), $q))'

/** What a row of the grid shows, and no more: rows stay in memory while one scrolls. */
const ROW =
  '_id, _rev, name, email, company, status, engagement, subscription, lastContactAt, createdAt, "tags": tags[0...5], "tagCount": count(tags), "source": source.label'

/**
 * A page in ascending order. GROQ puts missing values last, so after a value come the greater ones
 * and then all that have none; after a missing value only those with a later id.
 */
function ascending<const Key extends string>(key: Key) {
  return `*[${LEADS} && ($id == "" || ($value != null && (${key} > $value || (${key} == $value && _id > $id) || ${key} == null)) || ($value == null && ${key} == null && _id > $id))] | order(${key} asc, _id asc)[0...50]{${ROW}, "sortKey": ${key}}` as const
}

/** A page in descending order, where missing values come first. */
function descending<const Key extends string>(key: Key) {
  return `*[${LEADS} && ($id == "" || ($value != null && (${key} < $value || (${key} == $value && _id > $id))) || ($value == null && (${key} != null || _id > $id)))] | order(${key} desc, _id asc)[0...50]{${ROW}, "sortKey": ${key}}` as const
}

const nameAscQuery = defineQuery(ascending('lower(name)'))
const nameDescQuery = defineQuery(descending('lower(name)'))
const emailAscQuery = defineQuery(ascending('lower(email)'))
const emailDescQuery = defineQuery(descending('lower(email)'))
const companyAscQuery = defineQuery(ascending('lower(company)'))
const companyDescQuery = defineQuery(descending('lower(company)'))
const statusAscQuery = defineQuery(ascending('status'))
const statusDescQuery = defineQuery(descending('status'))
const lastContactAscQuery = defineQuery(ascending('lastContactAt'))
const lastContactDescQuery = defineQuery(descending('lastContactAt'))
const tagsAscQuery = defineQuery(ascending('lower(tags[0])'))
const tagsDescQuery = defineQuery(descending('lower(tags[0])'))
const sourceAscQuery = defineQuery(ascending('source.label'))
const sourceDescQuery = defineQuery(descending('source.label'))
const createdAscQuery = defineQuery(ascending('createdAt'))
const createdDescQuery = defineQuery(descending('createdAt'))

const PAGE_QUERIES: Record<SortColumn, Record<SortDirection, string>> = {
  name: {asc: nameAscQuery, desc: nameDescQuery},
  email: {asc: emailAscQuery, desc: emailDescQuery},
  company: {asc: companyAscQuery, desc: companyDescQuery},
  status: {asc: statusAscQuery, desc: statusDescQuery},
  lastContactAt: {asc: lastContactAscQuery, desc: lastContactDescQuery},
  tags: {asc: tagsAscQuery, desc: tagsDescQuery},
  source: {asc: sourceAscQuery, desc: sourceDescQuery},
  createdAt: {asc: createdAscQuery, desc: createdDescQuery},
}

/**
 * The query of one page in an order. Its parameters are those of `pageParams`. Order within equal
 * values is by `_id`, ascending whatever the direction, so that every lead has one place.
 */
export function pageQuery(sort: Sort): string {
  return PAGE_QUERIES[sort.column][sort.direction]
}

/** How many leads of the site match the search. Params: `site`, `q`, `terms`. */
export const leadCountQuery = defineQuery(`count(*[${LEADS}])`)

/**
 * Rows by their ids, each with whether it matches the search. Params: `site`, `ids`, `q`, `terms`.
 * Ids that are gone are simply not in the answer.
 */
export const leadRowsQuery = defineQuery(
  `*[_type == "lead" && site == $site && _id in $ids]{${ROW}, "matches": $q == "" || [name, email, company] match $terms || string::startsWith(lower(email), $q)}`,
)

/**
 * Leads that changed since a time, oldest change first, for catching up after the stream of changes
 * was lost. Params: `site`, `since`, `q`, `terms`.
 */
export const leadsChangedSinceQuery = defineQuery(
  `*[_type == "lead" && site == $site && _updatedAt > $since] | order(_updatedAt asc, _id asc)[0...200]{${ROW}, "matches": $q == "" || [name, email, company] match $terms || string::startsWith(lower(email), $q), "isNew": _createdAt > $since}`,
)
