import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {CAPABILITY_IDS} from '../../core/diagnostics/capabilities.ts'
import {CHECK_IDS} from '../../core/diagnostics/check.ts'
import strings from './checkLocaleResources.ts'
import pageStrings from './overviewLocaleResources.ts'

const DIAGNOSTICS = join(import.meta.dirname, '../../core/diagnostics')

/** Every `passed('id', 'reason'`, `unseen(…` and `found('id', 'state', 'reason'` of the rules. */
function literalResults(): {id: string; reason: string; actionable: boolean}[] {
  const sources = readdirSync(DIAGNOSTICS)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(DIAGNOSTICS, name), 'utf8'))
  return sources.flatMap((source) => [
    ...Array.from(
      source.matchAll(/(?:passed|unseen)\(\s*'(\w+)',\s*'([\w-]+)'/g),
      ([, id = '', reason = '']) => ({id, reason, actionable: false}),
    ),
    ...Array.from(
      source.matchAll(/found\(\s*'(\w+)',\s*'\w+',\s*'([\w-]+)'/g),
      ([, id = '', reason = '']) => ({id, reason, actionable: true}),
    ),
  ])
}

const known = new Set(Object.keys(strings))

describe('texts of diagnostics', () => {
  it('exist for every check and capability', () => {
    expect(CHECK_IDS.filter((id) => !known.has(`check.${id}`))).toEqual([])
    const page = new Set(Object.keys(pageStrings))
    expect(CAPABILITY_IDS.filter((id) => !page.has(`capability.${id}`))).toEqual([])
  })

  it('exist for every reason, with instructions where needed', () => {
    const results = literalResults()
    expect(results.length).toBeGreaterThan(45)
    const missing = results.flatMap(({id, reason, actionable}) =>
      [`check.${id}.${reason}`, ...(actionable ? [`action.${id}.${reason}`] : [])].filter(
        (key) => !known.has(key),
      ),
    )
    expect(missing).toEqual([])
  })
})
