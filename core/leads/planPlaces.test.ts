import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {MemoryDataset} from '../testing/memoryDataset.ts'
import {
  countMade,
  importPlacesId,
  placesId,
  takeForImport,
  takeForLead,
  type KnownPlaces,
  type PlacesRecord,
} from './planPlaces.ts'

const SITE = 'acme'
const ULID = '01J0000000000000000000000A'

function known(more: Partial<KnownPlaces> = {}): KnownPlaces {
  return {
    site: SITE,
    limit: 10,
    list: null,
    imports: [],
    ended: new Set(),
    seen: {leads: 0, written: new Map(), filed: new Set()},
    ...more,
  }
}

const places = (name: string, count: number, written: number): PlacesRecord => ({
  _id: `places.${name}`,
  _rev: name,
  importId: name,
  places: count,
  written,
})

const taking = (count: number) => ({
  importId: 'acme.import.x',
  ulid: ULID,
  places: count,
  isForAnyRow: true,
})

test('an import takes all places that it may need, or none', () => {
  const seen = {leads: 7, written: new Map(), filed: new Set<string>()}
  expect(takeForImport(known({seen}), taking(4))).toMatchObject({
    kind: 'refused',
    problem: {code: 'plan.too-few', values: {room: 3}},
  })
  const taken = takeForImport(known({seen}), taking(3))
  expect(taken.mutations).toMatchObject([
    {create: {_id: placesId(SITE), imports: [importPlacesId(SITE, ULID)], leads: []}},
    {create: {_id: importPlacesId(SITE, ULID), places: 3, written: 0}},
  ])
})

test('places of an import that is under way count until a query sees its leads', () => {
  const imports = [places('a', 5, 3)]
  const seen = {leads: 4, written: new Map([['places.a', 2]]), filed: new Set<string>()}
  // Four leads, two of them of the import: three more may come of it.
  expect(takeForImport(known({imports, seen}), taking(4))).toMatchObject({
    kind: 'refused',
    problem: {code: 'plan.taken', values: {places: 3}},
  })
  expect(takeForImport(known({imports, seen}), taking(3)).kind).toBe('taken')
  const ended = new Set(['a'])
  expect(takeForImport(known({imports, seen, ended}), taking(4)).kind).toBe('refused')
  const all = {...seen, leads: 5, written: new Map([['places.a', 3]])}
  const settled = takeForImport(known({imports, seen: all, ended}), taking(5))
  expect(settled.mutations).toMatchObject([
    {create: {imports: [importPlacesId(SITE, ULID)]}},
    {patch: {id: 'places.a', ifRevisionID: 'a'}},
    {delete: {id: 'places.a'}},
    {create: {places: 5}},
  ])
})

test('a lead that was filed counts until a query sees it', () => {
  const list = {_id: placesId(SITE), _rev: 'r', leads: [{_key: 'k', id: 'acme.lead.a'}]}
  const seen = {leads: 9, written: new Map(), filed: new Set<string>()}
  expect(takeForLead(known({list, seen}), 'acme.lead.b').kind).toBe('refused')
  const sees = {...seen, filed: new Set(['acme.lead.a'])}
  const taken = takeForLead(known({list, seen: sees}), 'acme.lead.b')
  expect(taken.mutations).toMatchObject([
    {patch: {ifRevisionID: 'r', set: {leads: [{id: 'acme.lead.b'}]}}},
  ])
})

/** What people do, in any order: take places, make leads of them, end, and file leads. */
const STEP = fc.oneof(
  fc.record({kind: fc.constant('take' as const), places: fc.nat(6)}),
  fc.record({kind: fc.constant('make' as const), which: fc.nat(5), count: fc.nat(3)}),
  fc.record({kind: fc.constant('end' as const), which: fc.nat(5)}),
  fc.record({kind: fc.constant('file' as const)}),
  fc.record({kind: fc.constant('index' as const)}),
)

test('nobody passes the limit, however late queries see what was written', () => {
  fc.assert(
    fc.property(fc.array(STEP, {maxLength: 40}), (steps) => {
      const store = new MemoryDataset()
      const ids: string[] = []
      const ended = new Set<string>()
      const filed: string[] = []
      let leads = 0
      let seen: KnownPlaces['seen'] = {leads: 0, written: new Map(), filed: new Set()}
      const record = (id: string): PlacesRecord | null => store.get(id) ?? null
      const now = (): KnownPlaces => {
        const list = record(placesId(SITE))
        const imports = (list?.imports ?? []).flatMap((id) => (id && record(id)) || [])
        return known({list, imports, ended, seen})
      }
      for (const [index, step] of steps.entries()) {
        const id = ids[(step.kind === 'make' || step.kind === 'end' ? step.which : 0) % ids.length]
        const own = id === undefined ? null : record(id)
        if (step.kind === 'take') {
          const ulid = String(index)
          const asked = {...taking(step.places), importId: importPlacesId(SITE, ulid), ulid}
          const decision = takeForImport(now(), asked)
          store.commit(decision.mutations)
          if (decision.kind === 'taken') ids.push(asked.importId)
        } else if (step.kind === 'make' && own && !ended.has(own._id)) {
          const left = (own.places ?? 0) - (own.written ?? 0)
          const made = Math.min(left, step.count)
          store.commit(countMade(own._id, made))
          leads += made
        } else if (step.kind === 'end' && own) ended.add(own._id)
        else if (step.kind === 'file') {
          const lead = `acme.lead.${index}`
          const decision = takeForLead(now(), lead)
          store.commit(decision.mutations)
          if (decision.kind === 'taken') {
            filed.push(lead)
            leads += 1
          }
        } else if (step.kind === 'index') {
          const written = ids.map((each) => [each, record(each)?.written ?? 0] as const)
          seen = {leads, written: new Map(written), filed: new Set(filed)}
        }
        expect(leads).toBeLessThanOrEqual(10)
      }
    }),
  )
})
