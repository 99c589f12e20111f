import {describe, expect, test} from 'vitest'
import {
  asksForSubscriptions,
  consentGaps,
  importIntent,
  namedLists,
  newImportDraft,
  type DraftFile,
  type ImportDraft,
} from './importDraft.ts'
import {parseImportIntent} from './importPlan.ts'

function file(key: string, more: Partial<DraftFile> = {}): DraftFile {
  return {
    key,
    name: `${key}.csv`,
    vendor: null,
    isIncluded: true,
    mapping: {
      version: 1,
      columns: [{heading: 'E-mail', target: {kind: 'field', field: 'email'}}],
    },
    subscription: null,
    timeZone: null,
    listName: null,
    listNames: [],
    ...more,
  }
}

const draft = (more: Partial<ImportDraft> = {}): ImportDraft => ({
  ...newImportDraft('Europe/Stockholm'),
  files: [file('people')],
  ...more,
})

const STATED = {
  isStated: true,
  text: ' I want the newsletter. ',
  textId: null,
  textVersion: null,
  on: '2026-03-01',
  where: 'Fair in Malmö',
}

describe('a draft', () => {
  test('asks about consent only where somebody can become a subscriber', () => {
    expect(asksForSubscriptions(draft())).toBe(false)
    expect(asksForSubscriptions(draft({files: [file('a', {subscription: 'subscribed'})]}))).toBe(
      true,
    )
    expect(asksForSubscriptions(draft({files: [file('a', {subscription: 'unsubscribed'})]}))).toBe(
      false,
    )
    const column = (values: Record<string, 'subscribed' | 'unsubscribed'>) =>
      file('a', {
        mapping: {version: 1, columns: [{heading: 'S', target: {kind: 'subscription', values}}]},
      })
    expect(asksForSubscriptions(draft({files: [column({no: 'unsubscribed'})]}))).toBe(false)
    expect(asksForSubscriptions(draft({files: [column({yes: 'subscribed'})]}))).toBe(true)
    const excluded = {...column({yes: 'subscribed'}), isIncluded: false}
    expect(asksForSubscriptions(draft({files: [excluded]}))).toBe(false)
  })

  test('says what its consent lacks', () => {
    const gaps = (consent: Partial<ImportDraft['consent']>) =>
      consentGaps(draft({consent: {...STATED, ...consent}}), '2026-03-02')
    expect(consentGaps(draft(), '2026-03-02')).toEqual(['unanswered'])
    expect(gaps({})).toEqual([])
    expect(gaps({isStated: false, text: ''})).toEqual([])
    expect(gaps({text: ' ', on: '', where: ''})).toEqual(['no-text', 'no-day', 'no-place'])
    expect(gaps({on: '2026-03-03'})).toEqual(['future-day'])
  })

  test('builds an instruction that can be parsed', () => {
    const prepared = draft({
      files: [file('left out', {isIncluded: false}), file('people')],
      consent: STATED,
      tags: ['fair'],
    })
    const chunks = [{file: 0, rows: 3, digest: 'a'.repeat(64)}]
    const intent = importIntent({
      draft: prepared,
      files: {upload: '01J0000000000000000000000A', chunks},
      mode: 'check',
      lists: {vip: 'alpha.list.1'},
      check: null,
      now: '2026-03-01T08:00:00.000Z',
    })
    expect(parseImportIntent(JSON.stringify(intent))).toEqual(intent)
    expect(intent.work).toMatchObject({
      mode: 'check',
      files: [{name: 'people.csv', timeZone: 'Europe/Stockholm'}],
      consent: {text: 'I want the newsletter.', at: '2026-03-01T08:00:00.000Z'},
      add: {tags: ['fair']},
    })
  })

  test('states no consent that nobody entered', () => {
    const consent = {...STATED, isStated: false}
    const chunks = [{file: 0, rows: 3, digest: 'a'.repeat(64)}]
    const files = {upload: '01J0000000000000000000000A', chunks}
    const order = {
      files,
      mode: 'write',
      lists: {},
      check: null,
      now: '2026-03-05T00:00:00.000Z',
    } as const
    expect(importIntent({...order, draft: draft({consent})}).work).toMatchObject({consent: null})
  })

  test('finds leads by a key only while a column is for it', () => {
    const column = {heading: 'No', target: {kind: 'custom', name: 'number', type: 'text'}} as const
    const chunks = [{file: 0, rows: 3, digest: 'a'.repeat(64)}]
    const uploaded = {upload: '01J0000000000000000000000A', chunks}
    const order = {files: uploaded, mode: 'write', lists: {}, check: null, now: ''} as const
    const match = {kind: 'custom', name: 'number'} as const
    const workOf = (files: DraftFile[]) =>
      importIntent({...order, draft: draft({files, match})}).work
    expect(workOf([file('a', {mapping: {version: 1, columns: [column]}})])).toMatchObject({match})
    expect(workOf([file('a')])).toMatchObject({match: null})
  })

  test('finds the lists that its files name, each once, and those that the site has', () => {
    const column = {heading: 'Lists', target: {kind: 'lists', separator: ','}} as const
    const mapping = {version: 1 as const, columns: [column]}
    const files = [
      file('a', {listName: 'VIP', listNames: ['left out, as no column is mapped to lists']}),
      file('b', {mapping, listNames: ['vip ', 'Fair', 'Old']}),
    ]
    const prepared = draft({files, listChoices: {old: {kind: 'ignore'}}})
    expect(namedLists(prepared, [{value: 'alpha.list.fair', title: 'FAIR'}])).toEqual([
      {key: 'vip', name: 'VIP', choice: {kind: 'new'}},
      {key: 'fair', name: 'Fair', choice: {kind: 'existing', id: 'alpha.list.fair'}},
      {key: 'old', name: 'Old', choice: {kind: 'ignore'}},
    ])
  })
})
