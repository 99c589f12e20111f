import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {
  clientAs,
  functionServicesOf,
  servicesWithoutHistory,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {guardAuthor} from './handler.ts'

const tag = {tag: 'leads.test.authors'}

describe.each(MODES)('authors of documents ($mode)', ({strict}) => {
  let stack: TestStack
  let made = 0

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  async function view(): Promise<string> {
    made += 1
    const document = {
      _id: `artameta.view.${deterministicUlid(0, `view-${made}`)}`,
      _type: 'savedView',
      site: 'artameta',
      title: 'Fair',
      createdBy: 'artameta-editor',
    }
    await clientAs(stack, 'artameta-editor').create(document, tag)
    return document._id
  }

  test('are restored when another user takes a view over and locks it', async () => {
    const id = await view()
    const admin = clientAs(stack, 'artameta-admin')
    const lock = {by: 'artameta-admin', at: new Date().toISOString()}
    await admin.patch(id).set({createdBy: 'artameta-admin', lock}).commit(tag)
    const services = functionServicesOf(stack)
    const calls = await Promise.all([guardAuthor(services, id), guardAuthor(services, id)])
    expect(calls).toContain('restored')
    const after = await stack.client.getDocument(id, tag)
    expect(after).toMatchObject({createdBy: 'artameta-editor'})
    expect(after).not.toHaveProperty('lock')
    expect(await guardAuthor(services, id)).toBe('nothing-to-do')
    const editor = clientAs(stack, 'artameta-editor')
    await expect(editor.patch(id).set({title: 'Mine'}).commit(tag)).resolves.toBeDefined()
  })

  test('are restored by the function within seconds, and other changes stay', async () => {
    const runner = await stack.startRunner({startAt: 'now'})
    const id = await view()
    const admin = clientAs(stack, 'artameta-admin')
    await admin.patch(id).set({createdBy: 'artameta-admin', title: 'Changed'}).commit(tag)
    await runner.idle()
    await stack.settled()
    expect(await stack.client.getDocument(id, tag)).toMatchObject({
      createdBy: 'artameta-editor',
      title: 'Changed',
    })
    await runner.stop()
  })

  test.each([[{title: 'Changed'}], []])(
    'are restored where the history does not reach back to them, after %j',
    async (...earlier) => {
      const id = await view()
      const {_rev: created = ''} = (await stack.client.getDocument(id, tag)) ?? {}
      const admin = clientAs(stack, 'artameta-admin')
      for (const set of [...earlier, {createdBy: 'artameta-admin'}]) {
        await admin.patch(id).set(set).commit(tag)
      }
      expect(await guardAuthor(servicesWithoutHistory(stack, [created]), id)).toBe('restored')
      expect(await stack.client.getDocument(id, tag)).toMatchObject({createdBy: 'artameta-editor'})
      expect(await guardAuthor(servicesWithoutHistory(stack, [created]), id)).toBe('nothing-to-do')
    },
  )

  test('of other documents are ignored', async () => {
    const services = functionServicesOf(stack)
    for (const id of ['artameta.lead.x', 'site.artameta', '', 'artameta.view.gone']) {
      expect(await guardAuthor(services, id)).toBe('nothing-to-do')
    }
  })
})
