import {tenantDocumentId} from '../core/tenancy/documentId.ts'
import type {DocumentKind} from '../core/tenancy/kinds.ts'
import type {LoadableDocument} from '../local/lake/store/preparedDocument.ts'

/** The site of the measured dataset. */
export const BENCH_SITE = 'artameta'

const FIRST = ['Ada', 'Bela', 'Cyra', 'Doro', 'Emil', 'Fritz', 'Gesa', 'Hanno', 'Ilka', 'Jonte']
const MIDDLE = ['Ander', 'Bern', 'Caspar', 'Dahl', 'Ehr', 'Falken', 'Grau', 'Holz', 'Ibsen', 'Jung']
const LAST = ['son', 'mann', 'berg', 'feld', 'hof', 'stein', 'wald', 'bach', 'horst', 'lund']
const TRADES = ['Frames', 'Lights', 'Paper', 'Stone', 'Glass', 'Textiles', 'Studios', 'Press']
/** Values that the leads have. */
export const TAGS = ['vip', 'trade', 'fair', 'newsletter', 'press', 'collector']
export const STATUSES = ['new', 'contacted', 'qualified', 'won', 'lost']
export const ENGAGEMENT = ['none', 'sent', 'opened', 'clicked', 'replied', 'bounced']
const SUBSCRIPTION = ['none', 'pending', 'subscribed', 'unsubscribed']
const LABELS = ['Newsletter', 'Contact form', 'Spring fair', 'Added by hand']
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const START = Date.UTC(2021, 0, 1)
const SPAN = 5 * 365 * 86_400_000

/** Lists with a twentieth of the leads each; one more has a hundredth of them. */
const LISTS = 20

/** Id of a list of the measured dataset. */
export function benchList(number: number): string {
  return tenantDocumentId(BENCH_SITE, 'list', `bench${number}`)
}

/** Random numbers that are the same in every run: mulberry32. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

function pick<T>(random: (below: number) => number, values: readonly T[]): T {
  const value = values[random(values.length)]
  if (value === undefined) throw new Error('Nothing to pick from')
  return value
}

/**
 * Documents to measure with: a number of leads of one site, and a fifth as many submissions, subscribers
 * and activities. All people are invented. The same number gives the same documents.
 */
export function* benchDocuments(leads: number): Generator<LoadableDocument> {
  const random = createRandom(leads)
  const key = () => Array.from({length: 26}, () => ALPHABET.charAt(random(32))).join('')
  const id = (kind: DocumentKind) => tenantDocumentId(BENCH_SITE, kind, key())
  const time = () => new Date(START + random(SPAN)).toISOString()
  for (let number = 0; number < leads; number += 1) {
    const first = pick(random, FIRST)
    const last = `${pick(random, MIDDLE)}${pick(random, LAST)}`
    const email = `${first}.${last}.${number}@mail${random(500)}.example`.toLowerCase()
    const createdAt = time()
    yield {
      _id: id('lead'),
      _type: 'lead',
      _createdAt: createdAt,
      _updatedAt: createdAt,
      site: BENCH_SITE,
      email,
      name: `${first} ${last}`,
      ...(random(10) < 7 && {company: `${last} ${pick(random, TRADES)} ${random(9000)}`}),
      phone: `+1555${String(random(10_000_000)).padStart(7, '0')}`,
      status: pick(random, STATUSES),
      engagement: pick(random, ENGAGEMENT),
      subscription: pick(random, SUBSCRIPTION),
      tags: TAGS.filter(() => random(6) === 0),
      lists:
        number % 100 === 0 ? [benchList(number % 20), benchList(LISTS)] : [benchList(number % 20)],
      campaigns: [],
      customFields: [{_key: 'city', name: 'city', value: pick(random, MIDDLE)}],
      score: random(101),
      createdAt,
      ...(random(10) < 4 && {lastContactAt: time()}),
      lastActivityAt: createdAt,
      source: {kind: 'form', formId: 'contact', label: pick(random, LABELS)},
    }
    if (number % 10 === 0) yield submission(id('submission'), email, time())
    if (number % 16 === 0) yield subscriber(id('subscriber'), email, time())
    if (number % 25 === 0) yield activity(id('activity'), time())
  }
}

function submission(_id: string, email: string, receivedAt: string): LoadableDocument {
  return {
    _id,
    _type: 'leadSubmission',
    _createdAt: receivedAt,
    site: BENCH_SITE,
    email,
    form: {id: 'newsletter', kind: 'newsletter', version: 1},
    fields: [{_key: 'email', name: 'email', value: email}],
    spam: {verdict: 'ham', score: 0, reasons: []},
    receivedAt,
    processedAt: receivedAt,
    outcome: 'processed',
  }
}

function subscriber(_id: string, email: string, requestedAt: string): LoadableDocument {
  return {
    _id,
    _type: 'newsletterSubscriber',
    _createdAt: requestedAt,
    site: BENCH_SITE,
    email,
    status: 'subscribed',
    doubleOptIn: {nonce: 'none', requestedAt, expiresAt: requestedAt},
    consentHistory: [],
  }
}

function activity(_id: string, at: string): LoadableDocument {
  return {
    _id,
    _type: 'leadActivity',
    _createdAt: at,
    site: BENCH_SITE,
    leadId: tenantDocumentId(BENCH_SITE, 'lead', _id.slice(-26)),
    kind: 'note',
    at,
    actor: {kind: 'user', id: 'somebody'},
    summary: 'A note was written.',
    details: [],
  }
}
