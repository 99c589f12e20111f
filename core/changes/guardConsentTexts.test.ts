import {describe, expect, test} from 'vitest'
import {MemoryDataset} from '../testing/memoryDataset.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {consentRegisterId, guardConsentTexts, type ConsentGuardCase} from './guardConsentTexts.ts'

const ID = 'site.acme'
const text = (version: number, words: string) => ({
  _key: `n-${version}`,
  id: 'newsletter',
  version,
  locale: 'en',
  purpose: 'newsletter',
  text: words,
  validFrom: '2026-01-01T00:00:00.000Z',
})
const at = (minute: number) => `2026-03-01T10:0${minute}:00.000Z`

/** A site whose document is written by somebody, and the guard that looks at it. */
function world() {
  const store = new MemoryDataset()
  let minute = 0
  const write = (...consentTexts: object[]) => {
    minute += 1
    store.commit([{createOrReplace: {_id: ID, _type: 'site', key: 'acme', consentTexts}}])
  }
  const guard = (more: Partial<ConsentGuardCase> = {}) => {
    const document = store.get(ID)
    if (!document) throw new Error('There is no site.')
    const decision = guardConsentTexts({
      site: 'acme',
      document: {...document, _rev: document._rev ?? '', _updatedAt: at(minute)},
      register: store.get(consentRegisterId('acme')),
      observed: [],
      through: {revision: document._rev ?? '', at: at(minute)},
      now: at(minute),
      ...more,
    })
    store.commit(decision.mutations)
    return decision
  }
  return {store, write, guard, texts: () => store.get(ID)?.['consentTexts']}
}

describe('the guard of consent texts', () => {
  test('records published texts once', () => {
    const {store, write, guard} = world()
    write(text(1, 'One.'))
    expect(guard().mutations).toHaveLength(1)
    expect(store.get(consentRegisterId('acme'))).toMatchObject({
      site: 'acme',
      texts: [{id: 'newsletter', version: 1, text: 'One.', seenAt: at(1)}],
    })
    expect(guard().mutations).toEqual([])
  })

  test('restores a changed version, keeps the new one, and records it', () => {
    const {store, write, guard, texts} = world()
    write(text(1, 'One.'))
    guard()
    write(text(1, 'Everything.'), text(2, 'Two.'))
    expect(guard().restored).toMatchObject([{version: 1, text: 'One.'}])
    expect(texts()).toEqual([text(1, 'One.'), text(2, 'Two.')])
    expect(store.get(consentRegisterId('acme'))).toMatchObject({
      restorations: [{versions: 'newsletter, version 1 (en)', at: at(2)}],
    })
    // Its own change is no change of a published version.
    guard()
    expect(guard()).toEqual({mutations: [], restored: []})
  })

  test('keeps the first text, for any order of versions', () => {
    const {write, guard, texts} = world()
    write(text(1, 'Third.'))
    const observed = [
      {texts: [text(1, 'Second.')], at: '2026-03-01T09:30:00.000Z'},
      {texts: [text(1, 'First.')], at: '2026-03-01T09:00:00.000Z'},
    ]
    guard({observed: observed.slice(0, 1)})
    expect(texts()).toEqual([text(1, 'Second.')])
    guard({observed})
    expect(texts()).toEqual([text(1, 'First.')])
  })

  test('is guarded by the revisions that it decided on', () => {
    const {store, write, guard} = world()
    write(text(1, 'One.'))
    guard()
    write()
    const {mutations} = guardConsentTexts({
      site: 'acme',
      document: {_id: ID, _rev: 'old', _updatedAt: at(2), consentTexts: []},
      register: store.get(consentRegisterId('acme')),
      observed: [],
      through: null,
      now: at(2),
    })
    expect(mutations).toMatchObject([
      {patch: {id: consentRegisterId('acme'), ifRevisionID: expect.any(String)}},
      {patch: {id: ID, ifRevisionID: 'old'}},
    ])
  })

  test('decides on one site only', () => {
    const {write, guard} = world()
    write()
    expect(() => guard({register: {_id: 'blue.consent.texts'}})).toThrow(ForeignDocumentError)
    expect(() => guard({site: 'blue'})).toThrow(TypeError)
  })
})
