import {describe, expect, test} from 'vitest'
import {testSite} from '../../../../local/api/testing/testSites.ts'
import {parseImportOptions} from './importOptions.ts'
import {mapTable} from './mapTable.ts'
import {openCsv, openNdjson, type ArrivingTable} from './openTable.ts'

const SITE = {...testSite('artameta', 'artameta.example'), key: 'artameta', customFields: []}

async function* arriving(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

async function rowsOf({rows}: ArrivingTable): Promise<number[]> {
  const lines: number[] = []
  for await (const batch of rows) lines.push(...batch.map(({line}) => line))
  return lines
}

function mapped(table: ArrivingTable, options: object = {}, name = 'people.csv') {
  const parsed = parseImportOptions(JSON.stringify(options), SITE, '2026-03-01T00:00:00.000Z')
  if (!parsed.ok) throw new Error('The options are wrong.')
  const mapping = mapTable(table, name, parsed.options, SITE)
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problems))
  return mapping.table
}

describe('a table that is being received', () => {
  test.each([10, 5000, 50_000])('has each of its %d rows once, in order', async (count) => {
    const lines = Array.from({length: count}, (_, n) => `p${n}@example.com,Person ${n}\n`)
    const csv = await openCsv(arriving(`email,name\n${lines.join('')}`), {name: 'a.csv'})
    expect(await rowsOf(csv)).toEqual(lines.map((_, index) => index + 2))
    const records = lines.map((_, n) => `{"email":"p${n}@example.com"}\n`)
    const ndjson = await openNdjson(arriving(records.join('')), {name: 'a.ndjson'})
    expect(await rowsOf(ndjson)).toEqual(lines.map((_, index) => index + 1))
  })

  test('is read with the given dialect, and reports what it could not read', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('email;name\na@b.example;Z'), 0xfc])
    const said = await openCsv(arriving(bytes), {
      name: 'a.csv',
      encoding: 'windows-1252',
      header: false,
    })
    expect(said.columns.map(({samples}) => samples[1])).toEqual(['a@b.example', 'Zü'])
    expect(await rowsOf(said)).toEqual([1, 2])
    const wrong = await openCsv(arriving(bytes), {name: 'a.csv', encoding: 'utf-8'})
    await rowsOf(wrong)
    expect(wrong.report.invalid).toBe(1)
  })

  test('of a known service is mapped by the meaning of its columns', async () => {
    const heading =
      'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,' +
      'LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,' +
      'UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS'
    const row =
      'ada@example.com,Ada,B,2,2024-01-01 10:00:00,192.0.2.1,2024-01-01 10:05:00,192.0.2.1,,,,,,,,' +
      '2025-01-01 09:00:00,,,,,1,abc,,"""VIP"""'
    const name = 'unsubscribed_members_export_abc123.csv'
    const table = await openCsv(arriving(`${heading}\n${row}\n`), {name})
    const {file, guesses} = mapped(table, {}, name)
    expect(file).toMatchObject({vendor: 'mailchimp', subscription: 'unsubscribed'})
    expect(guesses[0]).toMatchObject({column: 'Email Address', reason: 'vendor'})
    expect(
      mapped(table, {guess: false, mapping: {'Email Address': 'email'}}, name).file,
    ).toMatchObject({vendor: null, subscription: null})
  })

  test('reports what the wizard would ask', async () => {
    const text = 'email,newsletter,Status\na@b.example,subscribed,Odd\n'
    const table = await openCsv(arriving(text), {name: 'a.csv'})
    const codes = (options?: object) => mapped(table, options).diagnostics.map(({code}) => code)
    const status = {mapping: {Status: 'status'}, guess: true}
    expect(codes(status)).toEqual(['import.values-not-mapped', 'import.no-consent'])
    const consent = {text: 'Yes.', at: '2025-01-01', where: 'Fair'}
    expect(codes({consent, mapping: {Status: 'ignore'}, guess: true})).toEqual([])
    expect(mapped(table, {subscription: 'unsubscribed'}).file.subscription).toBe('unsubscribed')
  })
})
