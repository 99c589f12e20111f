import {defineQuery} from 'groq'
import type {LeadRecord} from '../../core/documents/people.ts'
import {NOBODY, personOf, type PersonDocuments} from '../../core/documents/person.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {readableLead} from '../../core/documents/readableLead.ts'
import {
  leadMatchValue,
  matchValue,
  type KeyMatch,
  type MatchKey,
} from '../../core/imports/matchKey.ts'
import type {ImportedPerson} from '../../core/imports/importMapping.ts'
import {personKey} from '../../core/people/keys.ts'
import {normalizeEmail} from '../../core/people/normalizeEmail.ts'
import type {Lead, NewsletterSubscriber, Suppression} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {JobRun} from '../shared/jobs/jobKind.ts'
import {readDocumentsAtOnce} from '../shared/readDocuments.ts'
import {fetchByBody} from '../../core/documents/fetchByBody.ts'

/** Leads that one query returns at most: where there are more, values may be those of several. */
const MAX_FOUND = 5000

/** Values of one query: stores find so few by an index, and look at every lead for more. */
const VALUES_AT_ONCE = 50

const LEADS_OF_PHONES_QUERY = defineQuery(`*[
  _type == "lead" && site == $site && phone in $values
] | order(_id asc)[0...5000]{_id, "value": phone}`)

const LEADS_OF_VALUES_QUERY = defineQuery(`*[
  _type == "lead" && site == $site && customFields[name == $name][0].value in $values
] | order(_id asc)[0...5000]{_id, "value": customFields[name == $name][0].value}`)

/** The lead of a row without an address, with the documents of its person. */
export interface MatchedRow {
  match: KeyMatch
  /** Of the lead's own address; empty where it has none. */
  personKey: string
  found: PersonDocuments
}

const NOT_FOUND: MatchedRow = {match: 'none', personKey: '', found: NOBODY}
const SEVERAL: MatchedRow = {...NOT_FOUND, match: 'several'}

/** Leads by the values that they have. */
interface LeadsOfValues {
  ids: Map<string, string[]>
  /** Values that too many leads may have. */
  tooMany: Set<string>
}

async function leadsOfValues(
  {services, site}: JobRun,
  key: MatchKey,
  values: readonly string[],
): Promise<LeadsOfValues> {
  const isPhone = key.kind === 'phone'
  const found: LeadsOfValues = {ids: new Map(), tooMany: new Set()}
  for (const some of chunk(values, VALUES_AT_ONCE)) {
    const rows = await fetchByBody<{_id: string; value: string | null}[]>(
      services.client,
      isPhone ? LEADS_OF_PHONES_QUERY : LEADS_OF_VALUES_QUERY,
      {site: site.key, values: some, ...(isPhone ? {} : {name: key.name})},
      {tag: 'leads.import.match'},
    )
    if (rows.length >= MAX_FOUND) for (const value of some) found.tooMany.add(value)
    for (const {_id, value} of rows) {
      if (value !== null) found.ids.set(value, [...(found.ids.get(value) ?? []), _id])
    }
  }
  return found
}

/**
 * Finds the leads of rows without an address, in their order, by a key that the importing person chose. A query
 * finds them, and may be late; what counts is their documents, which are read by ids. Leads that the same
 * import made are left out, so that a check and a write find the same.
 */
export async function matchLeads(
  run: JobRun,
  key: MatchKey,
  people: readonly ImportedPerson[],
): Promise<MatchedRow[]> {
  const {services, site, jobId} = run
  const values = people.map((person) => matchValue(key, person))
  const wanted = [...new Set(values.flatMap((value) => value || []))]
  if (wanted.length === 0) return people.map(() => NOT_FOUND)
  const {ids, tooMany} = await leadsOfValues(run, key, wanted)
  const tag = 'leads.import.matched'
  const candidates = [...ids].flatMap(([value, some]) => (tooMany.has(value) ? [] : some))
  const read = await readDocumentsAtOnce<Lead>(services.client, candidates, tag)
  const leads = new Map(
    [...read].flatMap(([id, lead]) =>
      isDocumentOfKind(lead, 'lead') ? [[id, readableLead(lead)] as const] : [],
    ),
  )
  const secret = services.secrets(site, 'person-key')
  const keyOf = (lead: LeadRecord): string => {
    const email = normalizeEmail(lead.email ?? '')
    return email.ok ? personKey(secret, email.email) : ''
  }
  const keys = [...leads.values()].map(keyOf).filter((each) => each !== '')
  const others = await readDocumentsAtOnce<NewsletterSubscriber | Suppression>(
    services.client,
    keys.flatMap((each) => [
      tenantDocumentId(site.key, 'subscriber', each),
      tenantDocumentId(site.key, 'suppression', each),
    ]),
    tag,
  )
  return values.map((value): MatchedRow => {
    if (value !== null && tooMany.has(value)) return SEVERAL
    const own = (ids.get(value ?? '') ?? []).flatMap((id) => {
      const lead = leads.get(id)
      if (!lead || lead.source?.importId === jobId) return []
      return leadMatchValue(key, lead) === value ? [lead] : []
    })
    const [lead, ...more] = own
    if (!lead) return NOT_FOUND
    if (more.length > 0) return SEVERAL
    const ofPerson = keyOf(lead)
    const person = personOf(site.key, ofPerson, (id) => others.get(id))
    return {
      match: 'found',
      personKey: ofPerson,
      found: {...person, lead},
    }
  })
}
