import {spawn} from 'node:child_process'
import {text} from 'node:stream/consumers'
import {join} from 'node:path'
import {expect, test} from 'vitest'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const VITEST = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')

/** Runs files of the fixtures as `npm test` runs files. */
async function runFixtures(...names: string[]): Promise<{code: unknown; output: string}> {
  const child = spawn(process.execPath, [VITEST, 'run', '--root', FIXTURES, ...names], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {...process.env, NO_COLOR: '1'},
  })
  const exit = new Promise((resolve) => {
    child.on('exit', resolve)
  })
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return {code, output: out + err}
}

test('an error after its test names the test', async () => {
  const {code, output} = await runFixtures('late')
  expect(code).toBe(1)
  expect(output).toMatch(/ 2 errors/u)
  const told = output.match(/startedBy: 'late.fixture.ts > starts what fails after it'/gu)
  expect(told).toHaveLength(2)
})

test('pending work of a page ends with the page', async () => {
  const {code, output} = await runFixtures('leftOver', 'longer')
  expect(output).toMatch(/ 2 passed/u)
  expect(output).not.toMatch(/Unhandled/u)
  expect(code).toBe(0)
})
