import {defineQuery} from 'groq'
import type {ValidationContext} from 'sanity'

const API_VERSION = '2025-02-19'

const PUBLISHED_SITE_QUERY = defineQuery(`*[_id == $id][0]{consentTexts, leadStatuses}`)

const STATUS_USE_QUERY = defineQuery(
  `count(*[_type == "lead" && site == $site && status in $values])`,
)

/** The published attributes that validation compares a form with. */
export interface PublishedSite {
  consentTexts: unknown
  leadStatuses: unknown
}

/** The published version of the site that is being validated; `null` when there is none yet. */
export async function publishedSite(context: ValidationContext): Promise<PublishedSite | null> {
  const id = context.document?._id.replace(/^drafts\./, '')
  if (!id) return null
  return context
    .getClient({apiVersion: API_VERSION})
    .fetch<PublishedSite | null>(
      PUBLISHED_SITE_QUERY,
      {id},
      {perspective: 'published', tag: 'leads.schema.published'},
    )
}

/** How many leads of the site have one of these statuses. */
export async function leadsWithStatus(
  context: ValidationContext,
  values: readonly string[],
): Promise<number> {
  const site = context.document?.key
  if (typeof site !== 'string' || values.length === 0) return 0
  return context
    .getClient({apiVersion: API_VERSION})
    .fetch<number>(
      STATUS_USE_QUERY,
      {site, values},
      {perspective: 'published', tag: 'leads.schema.status-use'},
    )
}
