import {randomUUID} from 'node:crypto'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {ALL_LEADS} from '../../core/audience/leadSelection.ts'
import {EVERYBODY} from '../../core/audience/definition.ts'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {newPrivacyRequest} from '../../core/privacy/privacyRequest.ts'
import {customFieldId} from '../../core/leads/registeredFields.ts'
import {siteSecret} from '../../core/people/keys.ts'
import {DOCUMENT_KINDS} from '../../core/tenancy/kinds.ts'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {handlePrivacyRequest} from '../../functions/handle-privacy-request/handler.ts'
import {refreshLists} from '../../functions/refresh-lists/handler.ts'
import {refreshSegments} from '../../functions/refresh-segments/handler.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {sweep} from '../../functions/sweep/handler.ts'
import {askImport, nextUlid} from '../api/testing/importFixture.ts'
import {clientAs, functionServicesOf, recordTrails} from '../api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {LOCAL_SECRET} from '../secret.ts'
import {HOME} from './callers.ts'
import {mayWrite} from './declaredRights.ts'
import {trueDocument, type AttackDocument} from './documents.ts'
import {brokenTrails} from './effects.ts'
import {keyAt} from './people.ts'
import {SUBJECTS} from './subjects.ts'

const EDITOR = {user: `${HOME}-editor`, site: HOME, role: 'editor'} as const
const ADMIN = {user: `${HOME}-admin`, site: HOME, role: 'admin'} as const
const tag = {tag: 'leads.test.oddities'}
const clock = () => performance.now()
/** Documents of one transaction. */
const TOGETHER = 50

/** What no attribute is. */
const ODD: readonly unknown[] = [
  7,
  {odd: [null]},
  [null, 7, ['odd'], {_key: 7, id: {}, name: [], value: 7, event: 7, at: {}}],
  '\u0000{"version":1,',
]

/** Attributes by which grants tell what somebody may write. */
const FIXED: ReadonlySet<string> = new Set(['_id', '_type', 'site'])

/** Every document that a user of the site may create with one attribute of a wrong kind. */
function oddDocuments(): {author: string; document: AttackDocument}[] {
  let number = 500_000
  return DOCUMENT_KINDS.flatMap((kind) => {
    const subjects = SUBJECTS.filter((each) => each.place === 'home' && each.kind === kind)
    return subjects.flatMap((subject) =>
      Object.keys(trueDocument(kind, subject.idOf(0), '')).flatMap((name) =>
        ODD.flatMap((value) => {
          number += 1
          if (FIXED.has(name) || (subject.isSingle && value !== 7)) return []
          const written = [EDITOR, ADMIN].flatMap((caller) => {
            const truth = trueDocument(kind, subject.idOf(number), caller.user)
            const document = {...truth, [name]: value}
            return mayWrite(caller, 'create', document) ? [{author: caller.user, document}] : []
          })
          return written.slice(0, 1)
        }),
      ),
    )
  })
}

describe.each(MODES)('documents with attributes of wrong kinds ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
    const named = {_type: 'customField', site: HOME, name: 'Team', title: 7, type: 'text'}
    await clientAs(stack, EDITOR.user).create({_id: customFieldId(HOME, 'Team'), ...named}, tag)
    const byAuthor = Map.groupBy(oddDocuments(), ({author}) => author)
    for (const [author, odd] of byAuthor) {
      for (let at = 0; at < odd.length; at += TOGETHER) {
        const documents = odd.slice(at, at + TOGETHER).map(({document}) => document)
        await clientAs(stack, author).mutate(
          documents.map((document) => ({createIfNotExists: document})),
          {...tag, returnDocuments: false},
        )
      }
    }
    await stack.settled()
  }, 300_000)
  afterAll(() => stack.stop())

  const services = (aheadMs = 0) => functionServicesOf(stack, {aheadMs})

  test('keep nothing from the audit trail', async () => {
    await recordTrails(stack)
    expect(await brokenTrails(stack)).toEqual([])
  })

  test('keep no import from its end', async () => {
    const rows = [['import@odd.example', 'Grace', '+46 70 1']]
    const file = {columns: ['email', 'name', 'phone'], rows}
    const id = await askImport(stack, file, {match: {kind: 'phone'}})
    expect(await importRows(services(), id, clock)).toBe('finished')
    expect(await stack.client.getDocument(id, tag)).toMatchObject({counts: {new: 1}})
  })

  test('keep no bulk change of all leads from its end', async () => {
    const job = newBulkJob({
      site: HOME,
      ulid: nextUlid(),
      intent: {
        version: 1,
        action: {kind: 'addTag', tag: 'odd'},
        targets: {kind: 'matching', view: ALL_LEADS, excluded: []},
      },
      createdBy: EDITOR.user,
      way: 'function',
      now: new Date().toISOString(),
    })
    await clientAs(stack, EDITOR.user).create(job, tag)
    await stack.settled()
    expect(await runBulkChange(services(), job._id, clock)).toBe('finished')
    await stack.settled()
    const counts = await stack.client.fetch<{all: number; tagged: number}>(
      '{"all": count(*[_type == "lead"]), "tagged": count(*[_type == "lead" && "odd" in tags])}',
      {},
      tag,
    )
    expect(counts.tagged).toBe(counts.all)
  })

  test('keep no count from being taken', async () => {
    const segment = `${HOME}.segment.${nextUlid()}`
    const list = `${HOME}.list.${nextUlid()}`
    const shared = {site: HOME, title: 'Sound', createdBy: EDITOR.user}
    const editor = clientAs(stack, EDITOR.user)
    const definition = JSON.stringify(EVERYBODY)
    const looks = {definition, definitionVersion: 1, viewedAt: new Date().toISOString()}
    await editor.create({_id: segment, _type: 'segment', ...shared, ...looks}, tag)
    await editor.create({_id: list, _type: 'leadList', ...shared}, tag)
    await stack.settled()
    await refreshSegments(services(), () => 0)
    await refreshLists(services(), () => 0)
    expect(await stack.client.getDocument(segment, tag)).toHaveProperty('count.value')
    expect(await stack.client.getDocument(list, tag)).toMatchObject({memberCount: {value: 0}})
  })

  test('keep the sweep from nothing', async () => {
    await sweep(services(20 * 60_000), randomUUID(), () => 0)
    await recordTrails(stack, services(20 * 60_000))
    expect(await brokenTrails(stack)).toEqual([])
  })

  test('keep nobody from being erased', async () => {
    const email = 'erased@odd.example'
    await importRows(
      services(),
      await askImport(stack, {columns: ['email'], rows: [[email]]}),
      clock,
    )
    const key = keyAt(HOME, email)
    const request = newPrivacyRequest({
      site: HOME,
      secret: siteSecret(LOCAL_SECRET, HOME, 'privacy'),
      topic: 'customers/redact',
      webhookId: 'odd',
      personKey: key,
      now: new Date().toISOString(),
    })
    await clientAs(stack, 'api').create(request, tag)
    let result = ''
    for (let pass = 0; pass < 9 && result !== 'done'; pass += 1) {
      await stack.settled()
      result = await handlePrivacyRequest(services(pass * 61_000), request._id, clock)
    }
    expect(result).toBe('done')
    expect(await stack.client.getDocument(`${HOME}.lead.${key}`, tag)).toBeUndefined()
  })
})
