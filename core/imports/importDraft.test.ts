import {describe, expect, test} from 'vitest'
import {
  asksForSubscriptions,
  consentGaps,
  importIntent,
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

  test('becomes an instruction that can be read again', () => {
    const prepared = draft({
      files: [file('left out', {isIncluded: false}), file('people')],
      consent: STATED,
      tags: ['fair'],
    })
    const chunks = [{file: 0, rows: 3, digest: 'a'.repeat(64)}]
    const intent = importIntent(prepared, {upload: '01J0000000000000000000000A', chunks}, 'check')
    expect(parseImportIntent(JSON.stringify(intent))).toEqual(intent)
    expect(intent.work).toMatchObject({
      mode: 'check',
      files: [{name: 'people.csv', timeZone: 'Europe/Stockholm'}],
      consent: {text: 'I want the newsletter.', at: '2026-03-01T12:00:00.000Z'},
      add: {tags: ['fair']},
    })
  })

  test('states no consent where nobody said that there is one', () => {
    const consent = {...STATED, isStated: false}
    const chunks = [{file: 0, rows: 3, digest: 'a'.repeat(64)}]
    const upload = {upload: '01J0000000000000000000000A', chunks}
    expect(importIntent(draft({consent}), upload, 'write').work).toMatchObject({consent: null})
  })
})
