import {expect, test} from 'vitest'
import type {ExportPart} from '../../../../core/exports/exportFile.ts'
import {exportFile, exportFileName} from './recordedFile.ts'

async function* parts(): AsyncGenerator<ExportPart> {
  yield {text: '\ufeffa\r\n', rows: 0}
  await Promise.resolve()
  yield {text: '😀\r\nü\r\n', rows: 2}
  yield {text: 'c\r\n', rows: 1}
}

test('a file is its parts one after the other, and the number of their rows', async () => {
  const told: number[] = []
  const {contents, rows} = await exportFile(parts(), 'csv', (so) => told.push(so))
  expect(told).toEqual([0, 2, 3])
  expect(rows).toBe(3)
  expect(contents.type).toBe('text/csv;charset=utf-8')
  const bytes = new Uint8Array(await contents.arrayBuffer())
  const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)
  expect(text).toBe('\ufeffa\r\n😀\r\nü\r\nc\r\n')
})

test('a file is called after the site and its day', () => {
  const now = '2026-03-04T23:30:00.000Z'
  expect(exportFileName({key: 'alpha', timeZone: 'Europe/Berlin'}, 'csv', now)).toBe(
    'leads-alpha-2026-03-05.csv',
  )
  expect(exportFileName({key: 'alpha', timeZone: 'nowhere'}, 'ndjson', now)).toBe(
    'leads-alpha-2026-03-04.ndjson',
  )
})
