import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {digestOfDocuments} from '../../core/audit/chunkDigest.ts'
import {newImport} from '../../core/imports/importJob.ts'
import type {JobChunk, LeadImport} from '../../core/sanity.types.generated.ts'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {
  askImport,
  chunksOf,
  intentOf,
  nextUlid,
  STATED,
  upload,
} from '../api/testing/importFixture.ts'
import {clientAs, functionServicesOf} from '../api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {HOME} from './callers.ts'
import {keyAt} from './people.ts'

const EDITOR = `${HOME}-editor`
const ADMIN = `${HOME}-admin`
const tag = {tag: 'leads.test.reproduced'}
const COLUMNS = ['email']

/** Attacks by what the document of an import says. */
describe.each(MODES)('an editor who writes the instruction of an import ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  const editor = () => clientAs(stack, EDITOR)
  const run = (id: string) => importRows(functionServicesOf(stack), id, () => performance.now())
  const leadOf = (email: string) =>
    stack.client.getDocument(`${HOME}.lead.${keyAt(HOME, email)}`, tag)

  test('cannot record a digest of other documents than there are', async () => {
    const broken = '\ud800'
    const ulid = nextUlid()
    const chunks = chunksOf([['well@formed.example', `Ada ${broken}`, `vip${broken}`]])
    await upload(editor(), ulid, EDITOR, chunks)
    const intent = intentOf({name: `a${broken}.csv`, columns: ['email', 'name', 'tags']}, chunks, {
      upload: ulid,
      add: {tags: [`tag${broken}`], lists: [], campaigns: []},
      consent: {...STATED, text: `Yes${broken}`, where: `There${broken}`},
    })
    const text = JSON.stringify(intent).replace(
      '{"kind":"field","field":"name"}',
      String.raw`{"kind":"custom","name":"n\ud800","type":"text"}`,
    )
    const job = newImport({site: HOME, ulid: nextUlid(), intent, createdBy: EDITOR})
    await editor().create({...job, intent: text}, tag)
    await run(job._id)
    const chunk = await stack.client.getDocument<JobChunk>(
      `${HOME}.chunk.job.${job._id.slice(-26)}.000000`,
      tag,
    )
    const lead = await leadOf('well@formed.example')
    if (!lead) throw new Error('There is no lead.')
    expect(lead['customFields']).toHaveLength(1)
    expect(chunk?.writes?.[0]?.peopleDigest).toBe(digestOfDocuments([lead]))
  })

  test('cannot store a consent in the future', async () => {
    const email = 'early@future.example'
    const ulid = nextUlid()
    const chunks = chunksOf([[email, 'subscribed', '2031-01-01T00:00:00Z']])
    await upload(editor(), ulid, EDITOR, chunks)
    const columns = ['email', 'newsletter', 'confirmed']
    const intent = intentOf({columns}, chunks, {upload: ulid, consent: STATED})
    const job = newImport({site: HOME, ulid: nextUlid(), intent, createdBy: EDITOR})
    await editor().create({...job, startedAt: '2032-01-01T00:00:00.000Z'}, tag)
    await run(job._id)
    const subscriberId = `${HOME}.subscriber.${keyAt(HOME, email)}`
    const subscriber = await stack.client.getDocument(subscriberId, tag)
    expect(subscriber).toMatchObject({status: 'subscribed'})
    expect(JSON.stringify([subscriber, await leadOf(email)])).not.toContain('2031')
  })

  test('cannot resume the import of another person, nor change the instruction', async () => {
    const file = {columns: COLUMNS, rows: [['theirs@other.example']]}
    const theirs = await askImport(stack, file, {}, {user: ADMIN})
    for (const change of [{state: 'queued'}, {cancelRequested: true}, {purgeRequested: true}]) {
      const attempt = editor().patch(theirs).set(change).commit(tag)
      await expect(attempt).rejects.toMatchObject({statusCode: 403})
    }
    const own = await askImport(stack, {columns: COLUMNS, rows: [['own@other.example']]})
    const {intent} = (await stack.client.getDocument<LeadImport>(own, tag)) ?? {}
    const changed = String(intent).replace('"tags":[]', '"tags":["planted"]')
    expect(changed).toContain('planted')
    await editor().patch(own).set({intent: changed}).commit(tag)
    await run(own)
    expect(await leadOf('own@other.example')).toMatchObject({tags: []})
  })
})
