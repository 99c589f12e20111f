import {describe, expect, test} from 'vitest'
import {bytesOf} from '../testing/streams.ts'
import {readWholeXml} from './readXml.ts'

const MEGABYTE = 1024 * 1024

/** A document that arrives in parts of a megabyte, and how much of it was taken. */
function documentOf(start: string, part: string, megabytes: number) {
  const taken = {megabytes: 0}
  const many = bytesOf(part.repeat(Math.floor(MEGABYTE / part.length)))
  async function* bytes() {
    yield bytesOf(start)
    for (; taken.megabytes < megabytes; taken.megabytes += 1) yield many
  }
  return {bytes: bytes(), taken}
}

const ignore = {open: () => undefined}

describe('XML that only fills the memory is left', () => {
  test.each([
    ['elements within elements', '<a>', '<a>', 1],
    ['a text without an end', '<a>', 'text', 18],
    ['a comment without an end', '<a><!--', 'text', 18],
    ['a name without an end', '<a><', 'name', 18],
    ['attributes without an end', '<a><b ', 'x=""\n', 18],
    ['a declaration without an end', '<!DOCTYPE a [', '<!ENTITY b "c">', 18],
  ])('for %s', async (_, start, part, most) => {
    const {bytes, taken} = documentOf(start, part, 40)
    const error: unknown = await readWholeXml(bytes, ignore, 'file.xlsx').catch(
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({name: 'SheetError', file: 'file.xlsx'})
    expect(taken.megabytes).toBeLessThanOrEqual(most)
  })

  test('for too many elements', async () => {
    const {bytes, taken} = documentOf('<a>', '<b/>', 40)
    await expect(readWholeXml(bytes, ignore, 'file.xlsx')).rejects.toMatchObject({
      code: 'tooLarge',
    })
    expect(taken.megabytes).toBeLessThan(5)
  })
})
