import type {SanityClient} from '@sanity/client'
import type {ColumnTarget} from '../../../core/imports/importMapping.ts'
import {newImportDraft, type ImportDraft} from '../../../core/imports/importDraft.ts'
import {customFieldId} from '../../../core/leads/registeredFields.ts'
import {personKey} from '../../../core/people/keys.ts'
import {deterministicUlid} from '../../../core/people/ulid.ts'
import {csvRows} from '../../../core/spreadsheet/csvText.ts'
import {tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {testSite} from './testSites.ts'

/** How many people of each sort the file has, for each hundred of them. */
const SORTS = [
  ['new', 64],
  ['updated', 10],
  ['unchanged', 8],
  ['suppressed', 6],
  ['byHand', 4],
  ['invalid', 8],
] as const

type Sort = (typeof SORTS)[number][0]

const SINCE = '2026-01-02T00:00:00.000Z'

/** Text of a column that is not imported: it makes the rows long, so that an upload has many chunks. */
const FILLER = 'Nothing that anybody imports. '.repeat(130)

const COLUMNS: readonly [string, ColumnTarget][] = [
  ['Email', {kind: 'field', field: 'email'}],
  ['Name', {kind: 'field', field: 'name'}],
  ['Company', {kind: 'field', field: 'company'}],
  [
    'Newsletter',
    {
      kind: 'subscription',
      values: {yes: 'subscribed', no: 'none', left: 'unsubscribed', bounced: 'bounced'},
    },
  ],
  ['Lists', {kind: 'lists', separator: ','}],
  ['Budget', {kind: 'custom', name: 'budget', type: 'number'}],
  ['Remarks', {kind: 'ignore'}],
]

interface FilePerson {
  email: string
  sort: Sort
  index: number
}

function peopleOf(count: number): FilePerson[] {
  const hundred = SORTS.flatMap(([sort, share]) => Array<Sort>(share).fill(sort))
  return Array.from({length: count}, (_, index) => {
    // Sorts alternate: 37 and 100 have no common divisor.
    const sort = hundred[(index * 37) % hundred.length] ?? 'new'
    return {email: `person-${index}@example.com`, sort, index}
  })
}

function newsletterOf({sort, index}: FilePerson): string {
  if (sort === 'suppressed') return 'yes'
  if (index % 24 === 3) return 'left'
  if (index % 24 === 15) return 'bounced'
  return index % 4 === 0 ? 'yes' : 'no'
}

function rowOf(person: FilePerson): string[] {
  const {sort, email, index} = person
  return [
    sort === 'invalid' ? `no address ${index}` : email,
    `Person ${index}`,
    sort === 'unchanged' ? 'Old Ltd' : `Company ${index % 50}`,
    sort === 'unchanged' ? 'no' : newsletterOf(person),
    sort === 'unchanged' ? '' : (['Fair', 'VIP', '', 'Fair, VIP'][index % 4] ?? ''),
    sort === 'unchanged' ? '' : index % 40 === 7 ? 'much' : String(1000 + index),
    FILLER,
  ]
}

/** A later row about a person, of the next line or of another chunk: it ends a subscription that the first has. */
function repetitionOf(person: FilePerson): string[] {
  const ends = newsletterOf(person) === 'yes' && person.sort === 'new' ? 'left' : 'yes'
  return [person.email.toUpperCase(), 'Somebody else', 'Other Ltd', ends, 'VIP', '', FILLER]
}

/** A file of so many people, some of them twice: new, known, suppressed and invalid ones. */
export function killedImportFile(count: number): string {
  const rows: string[][] = [COLUMNS.map(([heading]) => heading)]
  const repeated: string[][] = []
  for (const person of peopleOf(count)) {
    rows.push(rowOf(person))
    if (person.sort !== 'invalid' && person.index % 29 === 3) rows.push(repetitionOf(person))
    if (person.sort === 'new' && person.index % 31 === 5) repeated.push(repetitionOf(person))
  }
  return csvRows([...rows, ...repeated])
}

/** What a person chooses for the file. */
export function killedImportDraft(): ImportDraft {
  return {
    ...newImportDraft('UTC'),
    files: [
      {
        key: 'sheet-1',
        name: 'people.csv',
        vendor: null,
        isIncluded: true,
        mapping: {
          version: 1,
          columns: COLUMNS.map(([heading, target]) => ({heading, target})),
        },
        subscription: null,
        timeZone: null,
        listName: null,
        listNames: ['Fair', 'VIP'],
      },
    ],
    fields: {company: 'overwrite'},
    consent: {
      isStated: true,
      text: 'Send me the newsletter once a month.',
      textId: null,
      textVersion: null,
      on: '2026-01-02',
      where: 'https://example.com/newsletter',
    },
    tags: ['fair'],
  }
}

/** Keys of the names of the lists that the import creates. */
export const KILLED_IMPORT_LISTS = ['fair', 'vip']

/** Addresses of the file that belong to somebody, by the keys of their documents. */
export function addressesByKey(secret: string, count: number): Map<string, string> {
  return new Map(peopleOf(count).map(({email}) => [personKey(secret, email), email] as const))
}

/**
 * Makes the site of an import, with the people that it knows already. Its plan has room for exactly the
 * people who are new.
 *
 * @param client - of a superadmin
 * @param secret - `siteSecret(master, site, 'person-key')`
 */
export async function makeImportSite(
  client: SanityClient,
  {site, secret, count}: {site: string; secret: string; count: number},
): Promise<void> {
  const people = peopleOf(count)
  const documents = people.flatMap((person) => documentsOf(site, secret, person))
  const planLimit = people.filter(({sort}) => sort !== 'invalid').length
  const field = {
    _id: customFieldId(site, 'budget'),
    _type: 'customField',
    site,
    title: 'Budget',
    name: 'budget',
    type: 'number',
  }
  const all = [{...testSite(site, `${site}.example`), planLimit}, field, ...documents]
  await client.mutate(
    all.map((document) => ({create: document})),
    {tag: 'leads.test.site', returnDocuments: false},
  )
}

function documentsOf(
  site: string,
  secret: string,
  {email, sort, index}: FilePerson,
): {_id: string; _type: string; [attribute: string]: unknown}[] {
  const key = personKey(secret, email)
  const lead = {
    _id: tenantDocumentId(site, 'lead', key),
    _type: 'lead',
    site,
    email,
    name: `Person ${index}`,
    company: 'Old Ltd',
    status: 'new',
    tags: ['fair'],
    subscription: 'none',
    createdAt: SINCE,
    source: {kind: 'import', label: 'earlier.csv', row: index},
  }
  const subscriber = {
    _id: tenantDocumentId(site, 'subscriber', key),
    _type: 'newsletterSubscriber',
    site,
    email,
    status: 'subscribed',
    subscribedAt: SINCE,
    consentHistory: [
      {_key: 'confirmed', event: 'confirmed', at: SINCE, channel: 'email', method: 'doubleOptIn'},
    ],
  }
  switch (sort) {
    case 'updated':
      return index % 2 === 0 ? [lead] : [{...lead, subscription: 'subscribed'}, subscriber]
    case 'unchanged':
      return [lead]
    case 'byHand':
      return [{...lead, _id: tenantDocumentId(site, 'lead', deterministicUlid(0, email))}]
    case 'suppressed': {
      const reason = index % 3 === 0 ? 'erased' : 'manual'
      const _id = tenantDocumentId(site, 'suppression', key)
      return [{_id, _type: 'suppression', site, reason, since: SINCE}]
    }
    default:
      return []
  }
}
