import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {LocaleResourceBundle} from 'sanity'
import {expect, test} from 'vitest'
import {PROBLEM_TEXTS} from '../../core/problems/problemTexts.ts'
import {audienceLocaleBundle} from '../../plugins/audience/audienceLocale.ts'
import {auditLocaleBundle} from '../../plugins/audit/auditLocale.ts'
import {governanceLocaleBundle} from '../../plugins/governance/governanceLocale.ts'
import {bulkLocaleBundle} from '../../plugins/leads/locale/bulkLocale.ts'
import {leadsLocaleBundle} from '../../plugins/leads/locale/leadsLocale.ts'
import {importLocaleBundle} from '../../plugins/lists/import/importLocale.ts'
import {listsLocaleBundle} from '../../plugins/lists/listsLocale.ts'
import {overviewLocaleBundle} from '../../plugins/overview/overviewLocale.ts'
import {recordsLocaleBundle} from '../../plugins/records/recordsLocale.ts'
import {segmentsLocaleBundle} from '../../plugins/segments/segmentsLocale.ts'
import {uiLocaleBundle} from '../../plugins/ui/uiLocale.ts'
import {studioLocaleBundle} from './studioLocale.ts'

const BUNDLES = [
  audienceLocaleBundle,
  auditLocaleBundle,
  bulkLocaleBundle,
  governanceLocaleBundle,
  importLocaleBundle,
  leadsLocaleBundle,
  listsLocaleBundle,
  overviewLocaleBundle,
  recordsLocaleBundle,
  segmentsLocaleBundle,
  studioLocaleBundle,
  uiLocaleBundle,
]

const ROOT = join(import.meta.dirname, '../..')

/** Files that define strings or are not part of the product. */
const NOT_SOURCE =
  /Locale(?:Resources)?\.ts$|Strings\.ts$|ProblemTexts\.ts$|\.test\.tsx?$|\/testing\//u

const SOURCES = globSync(
  ['core/**/*.ts', 'functions/**/*.ts', 'plugins/**/*.{ts,tsx}', 'studio/**/*.{ts,tsx}'],
  {
    cwd: ROOT,
  },
)
  .filter((path) => !NOT_SOURCE.test(path))
  .map((path) => ({path, text: readFileSync(join(ROOT, path), 'utf8')}))

const LITERAL = /'((?:[^'\\\n]|\\.)*)'/gu
/** Beginnings and ends of keys that are put together. */
const PREFIX = /`([\w.-]+[.-])\$\{/gu
const SUFFIX = /\$\{[^{}]*\}([.-][\w.-]+)`/gu
/** A call of `t` with a key that is not put together. */
const CALL = /\bt\(\s*'([^'\n]+)'/gu

function allOf(pattern: RegExp): Set<string> {
  return new Set(
    SOURCES.flatMap(({text}) => Array.from(text.matchAll(pattern), ([, part = '']) => part)),
  )
}

const LITERALS = allOf(LITERAL)
const PREFIXES = [...allOf(PREFIX)]
const SUFFIXES = [...allOf(SUFFIX)]

/** A key without the form that stands for its number. */
function baseOf(key: string): string {
  return key.replace(/_(?:one|other)$/u, '')
}

function isUsed(key: string): boolean {
  const base = baseOf(key)
  return (
    LITERALS.has(base) ||
    PREFIXES.some((prefix) => base.startsWith(prefix)) ||
    SUFFIXES.some((end) => base.endsWith(end) && LITERALS.has(base.slice(0, -end.length)))
  )
}

async function stringsOf({resources}: LocaleResourceBundle): Promise<Record<string, unknown>> {
  if (typeof resources !== 'function') return resources
  const loaded: object = await resources()
  return 'default' in loaded && loaded.default !== null && typeof loaded.default === 'object'
    ? {...loaded.default}
    : {...loaded}
}

test.each(BUNDLES)('every string of $namespace is used', async (bundle) => {
  const keys = Object.keys(await stringsOf(bundle))
  expect(keys.length).toBeGreaterThan(2)
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

test('every key that is translated has a string', async () => {
  const bundles = await Promise.all(BUNDLES.map(stringsOf))
  const known = new Set(bundles.flatMap((strings) => Object.keys(strings).map(baseOf)))
  const missing = SOURCES.flatMap(({path, text}) =>
    Array.from(text.matchAll(CALL), ([, key = '']) => key)
      .filter((key) => !known.has(key))
      .map((key) => `${path}: ${key}`),
  )
  expect(missing).toEqual([])
})

test('every problem is raised somewhere', () => {
  expect(Object.keys(PROBLEM_TEXTS).filter((code) => !isUsed(code))).toEqual([])
})
