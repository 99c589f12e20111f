import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {wordsOfStart} from '../sql/signatureCondition.ts'
import {matchWords} from './matchWords.ts'
import {
  signatureReaders,
  startSignature,
  unite,
  WORDS_DEPEND_ON_CASE,
  wordSignature,
} from './wordSignature.ts'

const anyText = fc.oneof(
  fc.string(),
  fc.string({unit: 'grapheme'}),
  fc.string({
    unit: fc.constantFrom('a', 'K', '\u212A', 'İ', 'ſ', 'ß', 'ẞ', '.', '@', ' ', '-', '_', '1'),
  }),
)

/** Whether a signature has all bits of another. */
function has(signature: readonly [number, number], wanted: readonly [number, number]): boolean {
  return [0, 1].every(
    (index) => unite(signature, wanted)[index === 0 ? 0 : 1] === signature[index === 0 ? 0 : 1],
  )
}

describe('signatures of words', () => {
  it('have every bit of every beginning of every word', () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.nat(), (texts, cut) => {
        const signature = wordSignature(texts)
        for (const own of texts) {
          for (const word of (matchWords(own) ?? '').split(' ')) {
            expect(has(signature, startSignature(word))).toBe(true)
            const start = word.slice(0, word.length === 0 ? 0 : cut % word.length)
            expect(has(signature, startSignature(start))).toBe(true)
          }
        }
      }),
    )
  })

  it('have the words of the lower-case beginning of any text', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, cut) => {
        const lower = text.toLowerCase()
        const start = lower.slice(0, cut % (lower.length + 1))
        const signature = wordSignature([text])
        const words = (matchWords(lower) ?? '').split(' ')
        for (const word of wordsOfStart(start)) {
          expect(words.some((known) => known.startsWith(word))).toBe(true)
          expect(has(signature, startSignature(word))).toBe(true)
        }
        // A text whose words change in lower case says so.
        const own = matchWords(text)
        const isOdd = own !== null && own !== matchWords(lower)
        expect(signature[1] >= WORDS_DEPEND_ON_CASE).toBe(isOdd)
      }),
      {numRuns: 1000},
    )
  })

  it('distinguish most words', () => {
    const signature = wordSignature(['Ada Byron', 'ada.byron@example.com', 'Kiln & Kettle'])
    const missing = ['Grau', 'Hanno', 'Falkenhof', 'Ibsen', 'Jonte'].filter(
      (word) => !has(signature, startSignature(word.toUpperCase())),
    )
    expect(missing.length).toBeGreaterThan(3)
  })

  it('ignore what is not a text', () => {
    expect(wordSignature([null, 3, ['Ada'], undefined])).toEqual([0, 0])
  })

  it('are read number by number', () => {
    const [first, second] = signatureReaders([(document) => document])
    expect([first('Ada'), second('Ada')]).toEqual(wordSignature(['Ada']))
    expect(second('Kiln')).toBe(wordSignature(['Kiln'])[1])
    expect([first('Ada'), second('Kiln')]).toEqual([
      wordSignature(['Ada'])[0],
      wordSignature(['Kiln'])[1],
    ])
  })
})

describe('words of the beginning of a text', () => {
  it.each([
    ['ada', ['ADA']],
    ['ada byr', ['ADA', 'BYR']],
    ['hanno.grau', ['HANNOGRAU']],
    ['hanno.', ['HANNO']],
    ['ada@exam', ['ADA', 'EXAM']],
    ['a .b', ['A']],
    ['.ada', []],
    ['zoë', ['ZO']],
    ['', []],
  ])('%s', (start, words) => {
    expect(wordsOfStart(start)).toEqual(words)
  })
})
