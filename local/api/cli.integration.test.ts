import {execFile} from 'node:child_process'
import {rm} from 'node:fs/promises'
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {z} from 'zod'
import {localServerVariables} from './localServerVariables.ts'
import {startTestStack, type TestStack} from './testing/testStack.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SANITY = fileURLToPath(new URL('../../node_modules/.bin/sanity', import.meta.url))

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(async () => {
  await stack.stop()
  await rm(`${ROOT}functions/process-submission/.build`, {recursive: true, force: true})
})

async function functionsTest(document: object): Promise<{logs?: string; error?: unknown}> {
  const run = promisify(execFile)(
    process.execPath,
    [
      SANITY,
      'functions',
      'test',
      'process-submission',
      '--json',
      '--data',
      JSON.stringify(document),
    ],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        // The CLI starts functions with whatever `node` it finds.
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        ...localServerVariables(),
        SANITY_STUDIO_API_HOST: stack.lake.url,
        SANITY_API_TOKEN: 'local-functions',
        DO_NOT_TRACK: '1',
      },
    },
  )
  // A failing function makes the CLI fail too; what it printed says why.
  const {stdout} = await run.catch((error: unknown) => z.object({stdout: z.string()}).parse(error))
  return JSON.parse(stdout.slice(stdout.indexOf('{')))
}

test('Sanity’s own CLI bundles and runs a function unchanged', async () => {
  const response = await fetch(`${stack.api.url}/api/newsletter`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({email: 'ada@example.com', consent: true, site: 'artameta'}),
  })
  const {submissionId} = (await response.json()).data
  const document = await stack.client.getDocument(submissionId)
  const [ran, skipped] = await Promise.all([
    functionsTest(document ?? {}),
    functionsTest({...document, spam: {verdict: 'spam'}}),
  ])
  expect(ran.error ?? null).toBeNull()
  expect(await stack.client.getDocument(submissionId)).toMatchObject({outcome: 'processed'})
  expect(skipped.logs).toContain('Skipping invoke')
})
