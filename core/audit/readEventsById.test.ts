import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {auditEventId} from './appendEvents.ts'
import {readEventsById} from './readEventsById.ts'

const CHAIN = 'acme'

async function numbers(present: ReadonlySet<number>, after: number, through: number) {
  const asked: string[] = []
  const byId = new Map(Array.from(present, (seq) => [auditEventId(CHAIN, seq), seq]))
  const read = (ids: readonly string[]) => {
    asked.push(...ids)
    return Promise.resolve(ids.map((id) => byId.get(id) ?? null))
  }
  const found: number[] = []
  for await (const page of readEventsById(read, CHAIN, after, through)) found.push(...page)
  return {found, asked}
}

test('reads up to the last event that has to exist, or to the first that does not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(300),
      fc.nat(300),
      fc.option(fc.integer({min: 1, max: 600})),
      async (after, more, missing) => {
        const through = after + more
        const all = Array.from({length: 700}, (_, index) => index + 1)
        const present = new Set(all.filter((seq) => seq !== missing))
        const {found, asked} = await numbers(present, after, through)
        const isMissing = missing !== null && missing > after && missing <= through
        const end = isMissing ? missing - 1 : through
        expect(found).toEqual(all.slice(after, end))
        expect(asked.every((id) => id <= auditEventId(CHAIN, through))).toBe(true)
      },
    ),
  )
})

test('asks for nothing when no further event has to exist', async () => {
  expect(await numbers(new Set([1, 2, 3]), 3, 2)).toEqual({found: [], asked: []})
})
