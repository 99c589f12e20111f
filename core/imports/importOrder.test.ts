import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {PERSON_KINDS} from '../documents/person.ts'
import {tallyOf, type JobOutcome} from '../jobs/jobOutcome.ts'
import {personKey} from '../people/keys.ts'
import {DuplicateFinder} from '../spreadsheet/duplicates.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {demoSite} from '../testing/demoSite.ts'
import {MemoryDataset} from '../testing/memoryDataset.ts'
import {propertyRuns} from '../../tooling/testing/propertyRuns.ts'
import {readChunkRows, type ChunkRow} from './chunkRows.ts'
import {compileMapping} from './convertRow.ts'
import {decideRow, type RowCase} from './decideRow.ts'
import {sourceLabel} from './importedLead.ts'
import {IMPORTED_SUBSCRIPTIONS, type ColumnTarget, type ImportMapping} from './importMapping.ts'
import type {ImportUndo} from './importUndo.ts'
import type {UploadedRow} from './uploadedChunk.ts'
import {personColumns, uploadedRow} from './uploadedRow.ts'

const SECRET = 'secret'
const NOW = '2026-06-01T00:00:00.000Z'
const IMPORT = 'artameta.import.01J00000000000000000000000'
const STATES = Object.fromEntries(IMPORTED_SUBSCRIPTIONS.map((each) => [each, each] as const))
const TARGETS: ColumnTarget[] = [
  {kind: 'field', field: 'email'},
  {kind: 'subscription', values: STATES},
  {kind: 'field', field: 'company'},
]
const MAPPING: ImportMapping = {
  version: 1,
  columns: TARGETS.map((target) => ({heading: '', target})),
}

/** Cells of rows by file, how many rows a chunk has, and who is known. */
interface World {
  files: string[][][]
  size: number
  consent: boolean
  known: Record<string, 'lead' | 'subscribed' | 'unsubscribed'>
}

interface Chunk {
  file: number
  first: number
  rows: UploadedRow[]
}

/** The chunks of files, as the page uploads them. */
function chunksOf({files, size}: World): Chunk[] {
  const people = new DuplicateFinder()
  const columns = personColumns(MAPPING, null)
  let first = 0
  return files.flatMap((file, index) => {
    const duplicates = new DuplicateFinder()
    const earlier = {people, file: index + 1}
    const rows = file.map((cells, at) =>
      uploadedRow({line: at + 2, cells}, columns, duplicates, earlier),
    )
    const chunks: Chunk[] = []
    for (let at = 0; at < rows.length; at += size) {
      chunks.push({file: index, first: first + at, rows: rows.slice(at, at + size)})
    }
    first += rows.length
    return chunks
  })
}

const keyOf = (email: string) => personKey(SECRET, email)

function seeded({known}: World): MemoryDataset {
  const store = new MemoryDataset()
  const common = {site: 'artameta'}
  for (const [email, as] of Object.entries(known)) {
    const key = keyOf(email)
    const subscription = as === 'lead' ? 'none' : as
    const lead = {_id: `artameta.lead.${key}`, _type: 'lead', email, subscription, ...common}
    store.seed(lead)
    if (as === 'subscribed' || as === 'unsubscribed') {
      const _id = `artameta.subscriber.${key}`
      const event = as === 'subscribed' ? 'confirmed' : 'withdrawn'
      const consentHistory = [{_key: 'a', event, at: '2026-01-01T00:00:00.000Z'}]
      const subscribedAt = '2026-01-01T00:00:00.000Z'
      const more = {email, status: as, consentHistory, subscribedAt, ...common}
      store.seed({_id, _type: 'newsletterSubscriber', ...more})
    }
    if (as === 'unsubscribed') {
      const reason = as
      const since = '2026-01-01T00:00:00.000Z'
      store.seed({
        _id: `artameta.suppression.${key}`,
        _type: 'suppression',
        reason,
        since,
        ...common,
      })
    }
  }
  return store
}

/** Carries out chunks one after the other, and tells what became of them. */
function carriedOut(world: World, mode: 'check' | 'write', chunks: readonly Chunk[]) {
  const store = seeded(world)
  const convert = compileMapping(MAPPING, {
    statuses: [],
    lists: {},
    timeZone: 'UTC',
    subscription: null,
    members: null,
    now: NOW,
    customTypes: new Map(),
  })
  const outcomes: JobOutcome<ImportUndo>[] = []
  for (const {file, first, rows} of chunks) {
    const source = {mapping: MAPPING, subscription: null}
    const read = readChunkRows(rows, {first, file, source, convert, keyOf})
    const people = [...read].map(([row, each]) => {
      const of = (kind: (typeof PERSON_KINDS)[number]) =>
        store.get(tenantDocumentId('artameta', kind, each.personKey || 'nobody'))
      const found = {lead: of('lead'), subscriber: of('subscriber'), suppression: of('suppression')}
      return {row, each, found}
    })
    const decided = people.map(({row, each, found}) =>
      decideRow(caseOf(world, mode, {file, row, each, found})),
    )
    const mutations = decided.flatMap((each) => (each.kind === 'changed' ? each.mutations : []))
    store.commit(mutations)
    outcomes.push(...decided)
  }
  const told = outcomes.map(({id, label, sums, ...rest}) => {
    const reasons =
      rest.kind === 'changed' ? (rest.skipped ?? []) : 'problems' in rest ? rest.problems : []
    return {id: Number(id), label, sums, reasons: reasons.map(({code}) => code)}
  })
  return {
    told: told.toSorted((one, other) => one.id - other.id),
    tally: tallyOf(outcomes),
    standings: ['newsletterSubscriber', 'suppression'].map((type) =>
      store.all(type).map(({_id, status, reason}) => [_id, status ?? reason]),
    ),
    leads: store.all('lead').map(({_id, subscription, company}) => [_id, subscription, company]),
  }
}

function caseOf(
  {consent}: World,
  mode: 'check' | 'write',
  {
    file,
    row,
    each,
    found,
  }: {
    file: number
    row: number
    each: ChunkRow
    found: RowCase['found']
  },
): RowCase {
  const fileName = `file ${file}`
  const source = found.lead?.source
  const isOwnLead = source?.importId === IMPORT
  const isOfFile = isOwnLead && source?.label === sourceLabel(fileName)
  return {
    ...each,
    site: {...demoSite, key: 'artameta'},
    plan: {
      mode,
      choices: {existing: 'fill', fields: {}, rows: {}},
      consent: consent ? {text: 'Yes', at: NOW, where: 'Fair'} : null,
      add: {tags: [], lists: [], campaigns: []},
      sendConfirmation: false,
    },
    fileName,
    row,
    repeats: each.repeats ?? (isOfFile ? (source?.row ?? 0) : null),
    match: null,
    file,
    isOwnLead,
    mayBeNew: true,
    found,
    importId: IMPORT,
    actor: {kind: 'user', id: 'editor'},
    keySecret: SECRET,
    entryUlid: () => '01J00000000000000000000001',
    now: NOW,
  }
}

const emails = ['a@order.example', 'b@order.example', 'c@order.example']
const anyRow = fc.tuple(
  fc.constantFrom(...emails, ' A@Order.example ', 'nobody', ''),
  fc.constantFrom('', ...IMPORTED_SUBSCRIPTIONS),
  fc.constantFrom('', 'One', 'Two'),
)
const anyWorld: fc.Arbitrary<World> = fc.record({
  files: fc.array(fc.array(anyRow, {minLength: 1, maxLength: 5}), {minLength: 1, maxLength: 3}),
  size: fc.integer({min: 1, max: 3}),
  consent: fc.boolean(),
  known: fc.dictionary(
    fc.constantFrom(...emails),
    fc.constantFrom('lead', 'subscribed', 'unsubscribed'),
  ),
})

/** Chunks in another order; those of a file stay before those of the next. */
function reordered(chunks: readonly Chunk[], order: readonly number[]): Chunk[] {
  const ranked = chunks.map((each, at) => ({each, rank: order[at % order.length] ?? 0}))
  return ranked
    .toSorted((one, other) => one.each.file - other.each.file || one.rank - other.rank)
    .map(({each}) => each)
}

test('an import tells the same in whatever order its chunks are carried out', () => {
  const anyOrder = fc.array(fc.nat(9), {minLength: 1, maxLength: 15})
  fc.assert(
    fc.property(anyWorld, anyOrder, (world, order) => {
      const chunks = chunksOf(world)
      expect(carriedOut(world, 'write', reordered(chunks, order))).toEqual(
        carriedOut(world, 'write', chunks),
      )
    }),
    {numRuns: propertyRuns(2000)},
  )
})

test('a check, in any order, tells what the import will tell', () => {
  const anyOrder = fc.array(fc.nat(9), {minLength: 1, maxLength: 15})
  fc.assert(
    fc.property(anyWorld, anyOrder, (world, order) => {
      const chunks = chunksOf(world)
      const check = carriedOut(world, 'check', chunks.toReversed())
      const {told} = carriedOut(world, 'write', reordered(chunks, order))
      expect(check.told).toEqual(told)
    }),
    {numRuns: propertyRuns(2000)},
  )
})

test('of a person in several files one row is new, and the others are duplicates', () => {
  const row = ['a@order.example', '', '']
  const world: World = {
    files: [[row, ['b@order.example', '', '']], [row, row], [['Ann <a@order.example>', '', 'One']]],
    size: 1,
    consent: false,
    known: {},
  }
  const chunks = chunksOf(world)
  for (const mode of ['check', 'write'] as const) {
    const {told, tally} = carriedOut(world, mode, chunks)
    expect(told.map(({label, reasons}) => [label, ...reasons])).toEqual([
      ['new'],
      ['new'],
      ['duplicate', 'import.in-earlier-file'],
      ['duplicate', 'import.repeats'],
      ['duplicate', 'import.in-earlier-file'],
    ])
    expect(tally.skipped).toBe(3)
  }
  expect(carriedOut(world, 'write', chunks).leads[0]?.[2]).toBe('One')
})
