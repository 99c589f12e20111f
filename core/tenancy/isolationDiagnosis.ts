import {siteDocumentId, tenantDocumentId, type SiteKey} from './documentId.ts'
import {KINDS, type DocumentKind} from './kinds.ts'
import type {Grant} from './grants.ts'

/** A document to try grants on. */
export interface SampleDocument {
  _id: string
  _type: string
  site: string
}

/** Whether a project keeps its sites apart. */
export type IsolationDiagnosis =
  /** The caller reaches nothing of any other site. */
  | {status: 'isolated'; reached: readonly []}
  /** The caller reaches documents of another site. */
  | {status: 'open'; reached: readonly string[]}
  /** The grants could not be read, or one of their filters could not be evaluated. */
  | {status: 'unknown'; why: 'no-grants' | 'filter'; reached: readonly []}

/** What isolation is checked with. */
export interface IsolationCase {
  /** The caller's grants, as the project's ACL lists them. */
  grants: readonly Pick<Grant, 'filter' | 'permissions'>[] | null
  /** Key of the site whose workspace is open. */
  site: SiteKey
  /** Keys of the project's other sites, as far as they are known. */
  otherSites: readonly SiteKey[]
  /** Whether a GROQ filter matches a document. */
  matches: (filter: string, document: SampleDocument) => Promise<boolean> | boolean
}

/** No site has this key; grants that reach it would reach any. */
const PROBE_SITE = 'isolation-probe'

const SAMPLES: readonly DocumentKind[] = [
  'lead',
  'subscriber',
  'submission',
  'activity',
  'suppression',
  'snapshot',
]

/** One document of each kind that holds people, of a site. */
function sampleDocuments(site: SiteKey): SampleDocument[] {
  return [
    ...SAMPLES.map((kind) => ({
      _id: tenantDocumentId(site, kind, 'sample'),
      _type: KINDS[kind].type,
      site,
    })),
    {_id: siteDocumentId(site), _type: 'site', site},
  ]
}

async function reachedBy(input: IsolationCase, document: SampleDocument): Promise<boolean> {
  const reading = (input.grants ?? []).filter((grant) => grant.permissions.includes('read'))
  const results = await Promise.all(
    reading.map(async (grant) => input.matches(grant.filter, document)),
  )
  return results.includes(true)
}

/**
 * Checks whether a caller's grants really keep sites apart, by trying them on documents of other sites and
 * of one that does not exist. Hosted Sanity enforces filters on documents only in plans with custom roles;
 * on other plans its built-in roles read the whole dataset. An administrator reaches everything by right,
 * which says nothing about others.
 */
export async function isolationDiagnosis(input: IsolationCase): Promise<IsolationDiagnosis> {
  const {grants, site} = input
  if (grants === null) {
    return {status: 'unknown', why: 'no-grants', reached: []}
  }
  const foreign = new Set([...input.otherSites.filter((key) => key !== site), PROBE_SITE])
  const documents = [...foreign].flatMap(sampleDocuments)
  try {
    const hits = await Promise.all(documents.map((document) => reachedBy(input, document)))
    const reached = documents.flatMap((document, index) => (hits[index] ? [document._id] : []))
    return reached.length === 0 ? {status: 'isolated', reached: []} : {status: 'open', reached}
  } catch {
    return {status: 'unknown', why: 'filter', reached: []}
  }
}
