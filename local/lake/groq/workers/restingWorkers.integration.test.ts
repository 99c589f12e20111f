import {expect, test} from 'vitest'
import {startTestLake, type TestLake} from '../../testing/testLake.ts'

const tag = {tag: 'leads.test.resting'}

/** Starts a lake with so many leads, and counts them. */
async function countOf(leads: number): Promise<{lake: TestLake; count: number}> {
  const lake = await startTestLake({reuseThreads: true})
  const client = lake.client('local-superadmin')
  const documents = Array.from({length: leads}, (_, index) => ({
    create: {_id: `artameta.lead.${index}`, _type: 'lead', site: 'artameta'},
  }))
  await client.mutate(documents, tag)
  return {lake, count: await client.fetch<number>('count(*[_type == "lead"])', {}, tag)}
}

test('a lake that starts with the threads of another answers from its own data', async () => {
  for (const leads of [3, 5, 1]) {
    const {lake, count} = await countOf(leads)
    await lake.stop()
    expect(count).toBe(leads)
  }
})

test('lakes at the same time do not share a thread', async () => {
  const [two, four] = await Promise.all([countOf(2), countOf(4)])
  await two.lake.stop()
  expect([two.count, four.count]).toEqual([2, 4])
  const client = four.lake.client('local-superadmin')
  await client.delete('artameta.lead.0', tag)
  expect(await client.fetch('count(*[_type == "lead"])', {}, tag)).toBe(3)
  await four.lake.stop()
})

test('a lake that is stopped before its threads have started leaves them to the next', async () => {
  const unused = await startTestLake({reuseThreads: true})
  await unused.stop()
  const {lake, count} = await countOf(1)
  await lake.stop()
  expect(count).toBe(1)
})
