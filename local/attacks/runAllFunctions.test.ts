import {readdirSync} from 'node:fs'
import {expect, test} from 'vitest'
import blueprint from '../../sanity.blueprint.ts'
import {HANDLERS, SCHEDULED} from './runAllFunctions.ts'

const resources = blueprint().resources ?? []

function namesOf(type: string): string[] {
  return resources.flatMap((each) => (each.type === type ? [each.name] : [])).toSorted()
}

const ON_DOCUMENTS = namesOf('sanity.function.document')
const ON_SCHEDULES = namesOf('sanity.function.cron')

test('attacks run every function of the blueprint', () => {
  expect(Object.keys(HANDLERS).toSorted()).toEqual(ON_DOCUMENTS)
  expect(Object.keys(SCHEDULED).toSorted()).toEqual(ON_SCHEDULES)
})

test('the blueprint has every function that has a folder', () => {
  const folders = readdirSync('functions', {recursive: true, encoding: 'utf8'})
  const own = folders.flatMap(
    (path) => /^(?<name>[^/]+)\/index\.ts$/u.exec(path)?.groups?.['name'] ?? [],
  )
  expect(own.toSorted()).toEqual([...ON_DOCUMENTS, ...ON_SCHEDULES].toSorted())
})
