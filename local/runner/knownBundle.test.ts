import {mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {readKnownBundle, writeKnownBundle} from './knownBundle.ts'

let directory = ''
let note = ''
let sources: string[] = []
const BEFORE = new Date('2026-01-01T00:00:00.000Z')

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'known-'))
  note = join(directory, 'note.json')
  sources = ['a.ts', 'b.ts'].map((name) => join(directory, name))
  for (const path of sources) {
    writeFileSync(path, 'one')
    utimesSync(path, BEFORE, BEFORE)
  }
  await writeKnownBundle(note, {folder: 'bundle', sources, startedMs: Date.now()})
})
afterEach(() => rmSync(directory, {recursive: true}))

test('a bundle of unchanged files is known', () => {
  expect(readKnownBundle(note)).toBe('bundle')
})

test.each([
  ['has another size', () => writeFileSync(sources[1] ?? '', 'three')],
  ['was written again', () => writeFileSync(sources[1] ?? '', 'two')],
  ['is gone', () => rmSync(sources[0] ?? '')],
])('a bundle is not known when one of its files %s', (_, change) => {
  change()
  expect(readKnownBundle(note)).toBeNull()
})

test.each([
  ['is missing', () => rmSync(note)],
  ['is cut off', () => writeFileSync(note, '{"folder": "bun')],
  ['has another form', () => writeFileSync(note, '{"folder": "bundle"}')],
])('a bundle is not known when its note %s', (_, change) => {
  change()
  expect(readKnownBundle(note)).toBeNull()
})

test('a bundle of files that changed while it was made is not noted', async () => {
  rmSync(note)
  const startedMs = BEFORE.getTime()
  await writeKnownBundle(note, {folder: 'bundle', sources, startedMs})
  expect(readKnownBundle(note)).toBeNull()
})
