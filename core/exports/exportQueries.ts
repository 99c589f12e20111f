import type {AudienceFilter} from '../audience/toGroq.ts'
import {fieldPath, LEAD_FIELD_NAMES} from '../leads/leadFields.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {
  customFieldOfColumn,
  isConsentColumn,
  needsStanding,
  type ExportColumn,
} from './exportColumns.ts'

/** A query with its parameters. */
export interface ExportQuery {
  query: string
  params: Record<string, unknown>
}

/** Which leads a file has. */
export interface ExportScope {
  site: string
  /** Compiled from the selection. */
  where: AudienceFilter
  columns: readonly ExportColumn[]
}

function condition({where: {filter}}: ExportScope): string {
  const leads = '_type == "lead" && site == $site'
  return filter === 'true' ? leads : `${leads} && (${filter})`
}

/** The attributes of a lead that a file's columns need. */
function projection(columns: readonly ExportColumn[]): string {
  const needsAddress = needsStanding(columns)
  const fields = LEAD_FIELD_NAMES.filter(
    (name) => columns.includes(name) || (needsAddress && name === 'email'),
  ).map((name) => (fieldPath(name) === name ? name : `"${name}": ${fieldPath(name)}`))
  const custom = columns.some((id) => customFieldOfColumn(id) !== null)
  const proof = columns.some(isConsentColumn)
  return [
    '_id',
    '_createdAt',
    ...fields,
    ...(custom ? ['"custom": customFields[name in $customNames]{name, value}'] : []),
    ...(proof ? ['"proof": {"consent": consent, "source": source}'] : []),
  ].join(', ')
}

/** Counts the leads of a file. */
export function exportCountQuery(scope: ExportScope): ExportQuery {
  return {
    query: `count(*[${condition(scope)}])`,
    params: {...scope.where.params, site: scope.site},
  }
}

/**
 * The query of one page of a file, in the order of ids.
 *
 * @param range - ids after `after` up to and with `to`; without `to` all that are left
 */
export function exportPageQuery(
  scope: ExportScope,
  {after, to}: {after: string; to: string | null},
): ExportQuery {
  const {site, where, columns} = scope
  const names = columns.flatMap((id) => customFieldOfColumn(id) ?? []).toSorted()
  const end = to === null ? '' : ' && _id <= $to'
  return {
    query: `*[${condition(scope)} && _id > $after${end}] | order(_id asc){${projection(columns)}}`,
    params: {
      ...where.params,
      site,
      after,
      ...(to === null ? {} : {to}),
      ...(names.length > 0 ? {customNames: names} : {}),
    },
  }
}

/**
 * The query for the id with which a page ends, which is there before its leads are: with it the next page
 * can be asked for. `null` where fewer leads are left.
 */
export function pageEndQuery(scope: ExportScope, after: string, size: number): ExportQuery {
  const {site, where} = scope
  return {
    query: `*[${condition(scope)} && _id > $after] | order(_id asc)[${size - 1}]._id`,
    params: {...where.params, site, after},
  }
}

/** The titles of lists and campaigns by their ids. */
export const EXPORT_TITLES_QUERY =
  '*[_type in ["leadList", "campaign"] && site == $site && _id in $ids]{_id, title}'

/**
 * The documents that say who is subscribed, by their ids.
 *
 * @param columns - those of the file: the history of consent is read for its proof only
 */
export function standingsQuery(columns: readonly ExportColumn[]): string {
  return `*[_type in ["newsletterSubscriber", "suppression"] && site == $site && _id in $ids]${standing(columns)}`
}

/** Which people's standing is read: their keys after `after`, up to and with `to`. */
export interface StandingRange {
  site: string
  columns: readonly ExportColumn[]
  after: string
  to: string
  /** Most documents of each type. */
  most: number
}

/** The same by a range of keys, in one list for each type. */
export function standingRangeQuery({site, columns, after, to, most}: StandingRange): ExportQuery {
  const list = (type: string, kind: 'subscriber' | 'suppression') =>
    `*[_type == "${type}" && site == $site && _id > $${kind}After && _id <= $${kind}To] | order(_id asc)[0...${most}]${standing(columns)}`
  return {
    query: `{"subscribers": ${list('newsletterSubscriber', 'subscriber')}, "suppressions": ${list('suppression', 'suppression')}}`,
    params: {
      site,
      subscriberAfter: tenantDocumentId(site, 'subscriber', after),
      subscriberTo: tenantDocumentId(site, 'subscriber', to),
      suppressionAfter: tenantDocumentId(site, 'suppression', after),
      suppressionTo: tenantDocumentId(site, 'suppression', to),
    },
  }
}

function standing(columns: readonly ExportColumn[]): string {
  const proof = columns.some(isConsentColumn) ? ', consentHistory, source' : ''
  return `{_id, _type, email, status, reason, liftedAt${proof}}`
}
