import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {decodeText, type DecodeReport, detectEncoding, type Encoding} from './encoding.ts'
import {bytesOf, chunksOf, collectText} from './testing/streams.ts'

const NAMES = 'name;city\r\nZoë Müller;Århus\r\nJosé Núñez;Łódź\r\n'
const WESTERN = 'name;city\r\nZoë Müller;Århus\r\nJosé Núñez;Zürich – “old town”, 5 €\r\n'

describe('the encoding', () => {
  test.each<[string, Uint8Array, Encoding, number]>([
    ['plain ASCII', bytesOf('a,b\n1,2\n', 'utf-8'), 'utf-8', 0],
    ['nothing', new Uint8Array(), 'utf-8', 0],
    ['UTF-8', bytesOf(NAMES, 'utf-8'), 'utf-8', 0],
    ['UTF-8 with a mark', bytesOf(`\ufeff${NAMES}`, 'utf-8'), 'utf-8', 3],
    ['UTF-16LE with a mark', bytesOf(`\ufeff${NAMES}`, 'utf-16le'), 'utf-16le', 2],
    ['UTF-16BE with a mark', bytesOf(`\ufeff${NAMES}`, 'utf-16be'), 'utf-16be', 2],
    ['UTF-16LE', bytesOf(NAMES, 'utf-16le'), 'utf-16le', 0],
    ['UTF-16BE', bytesOf(NAMES, 'utf-16be'), 'utf-16be', 0],
    ['Windows-1252', bytesOf(WESTERN, 'windows-1252'), 'windows-1252', 0],
  ])('of %s is recognised for sure', (_, bytes, encoding, bomBytes) => {
    expect(detectEncoding(bytes, true)).toEqual({encoding, isSure: true, bomBytes})
  })

  test('of text in other scripts is UTF-16 by its line breaks alone', () => {
    const text = 'имя;город\r\nАнна;Москва\r\nПётр;Казань\r\n'
    expect(detectEncoding(bytesOf(text, 'utf-16le'), true).encoding).toBe('utf-16le')
    expect(detectEncoding(bytesOf(text, 'utf-16be'), true).encoding).toBe('utf-16be')
  })

  test('is UTF-8 where the sample ends within a character', () => {
    const bytes = bytesOf('Zoë;Łódź;😀', 'utf-8')
    for (let length = 0; length <= bytes.length; length += 1) {
      expect(detectEncoding(bytes.subarray(0, length), false).encoding).toBe('utf-8')
    }
    expect(detectEncoding(bytes.subarray(0, -1), true)).toMatchObject({isSure: false})
  })

  test('is uncertain where a few characters of UTF-8 are broken, or letters are unusual for Windows-1252', () => {
    const broken = [...bytesOf('é'.repeat(100), 'utf-8'), 0xe9]
    expect(detectEncoding(Uint8Array.from(broken), true)).toMatchObject({
      encoding: 'utf-8',
      isSure: false,
    })
    // "Müller" in the encoding of old Macs.
    expect(detectEncoding(Uint8Array.from([0x4d, 0x9f, 0x6c, 0x8f]), true)).toMatchObject({
      encoding: 'windows-1252',
      isSure: false,
    })
  })

  test('is not mistaken because of a few NUL characters', () => {
    const text = `${'email,name\n'.repeat(50)}a\0b\n`
    expect(detectEncoding(bytesOf(text, 'utf-8'), true).encoding).toBe('utf-8')
  })

  test('of any UTF-8 text is UTF-8, wherever the sample is cut', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), fc.nat(), (text, cut) => {
        fc.pre(!text.includes('\0'))
        const bytes = bytesOf(text, 'utf-8')
        const sample = bytes.subarray(0, bytes.length === 0 ? 0 : cut % bytes.length)
        expect(detectEncoding(sample, false).encoding).toBe('utf-8')
      }),
    )
  })
})

describe('decoding', () => {
  test('decodes the same text for any split of the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({unit: 'grapheme'}),
        fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be'),
        fc.integer({min: 1, max: 5}),
        fc.boolean(),
        async (text, encoding, size, hasMark) => {
          fc.pre(!text.startsWith('\ufeff'))
          const bytes = bytesOf(hasMark ? `\ufeff${text}` : text, encoding)
          expect(await collectText(decodeText(chunksOf(bytes, size), encoding))).toBe(text)
        },
      ),
    )
  })

  test('counts invalid bytes and continues', async () => {
    const report: DecodeReport = {invalid: 0, bytes: 0}
    const bytes = Uint8Array.from([0x61, 0xff, 0x62, 0xe9, 0x63, 0xc3])
    expect(await collectText(decodeText(chunksOf(bytes, 1), 'utf-8', report))).toBe('a�b�c�')
    expect(report).toEqual({invalid: 3, bytes: 6})
  })

  test('decodes the characters of Windows-1252', async () => {
    const bytes = bytesOf(WESTERN, 'windows-1252')
    expect(await collectText(decodeText(chunksOf(bytes, 7), 'windows-1252'))).toBe(WESTERN)
  })
})
