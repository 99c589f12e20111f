import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {isDecimalText} from '../../audience/comparisons/numberComparison.ts'
import {anyText} from '../../testing/anyText.ts'
import {cellText, isNoValue} from './cellText.ts'
import {dateOrderOf, dayOf, parseDateCell, type DateOrder} from './dateCell.ts'
import {parseEmailCell} from './emailCell.ts'
import {parseNumberCell} from './numberCell.ts'
import {splitCell} from './splitCell.ts'
import {parseYesNoCell} from './yesNoCell.ts'

describe('cellText', () => {
  test.each([
    ['\ufeffAnna', 'Anna'],
    ['\u00a0Anna\u200b ', 'Anna'],
    ['="0123"', '0123'],
    ['="a ""b"""', 'a "b"'],
    ["'7210448301122", '7210448301122'],
    ["'+46 70 123 45 67", '+46 70 123 45 67'],
    ["'=SUM(A1)", '=SUM(A1)'],
    ["'-5", '-5'],
    ["Ann;'=SUM(A1); it's", "Ann;=SUM(A1); it's"],
    ["Ann\n'@x", 'Ann\n@x'],
    ["'t Hooft", "'t Hooft"],
    ["'90s music", "'90s music"],
    ['#N/A', ''],
    ['\\N', ''],
    ['Null', 'Null'],
  ])('%j is %j', (cell, text) => expect(cellText(cell)).toBe(text))

  test('recognises placeholders for empty cells', () => {
    for (const text of ['', '-', 'n/a', 'NULL', '(empty)']) expect(isNoValue(text)).toBe(true)
    for (const text of ['0', 'no', 'x']) expect(isNoValue(text)).toBe(false)
  })
})

describe('parseEmailCell', () => {
  test.each([
    'anna@example.com',
    ' Anna@Example.com ',
    'mailto:anna@example.com',
    'mailto:anna@example.com?subject=Hello',
    '"anna@example.com"',
    "'anna@example.com'",
    "'anna@example.com",
    '<anna@example.com>',
    'anna@example.com.',
    'anna@example.com;',
    '“anna@example.com”,',
    'Anna Berg <anna@example.com>',
    '"Berg, Anna" <mailto:anna@example.com>;',
  ])('reads %j', (text) => expect(parseEmailCell(text)?.email).toBe('anna@example.com'))

  test('keeps the name beside the address', () => {
    expect(parseEmailCell('"Berg, Anna" <anna@example.com>')?.name).toBe('Berg, Anna')
  })

  test.each(['', 'anna', 'anna@', 'a@example.com, b@example.com', 'a@example.com b@example.com'])(
    'refuses %j',
    (text) => expect(parseEmailCell(text)).toBeNull(),
  )

  test('parses its own result', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const first = parseEmailCell(address)
        expect(parseEmailCell(first?.email ?? '')?.email).toBe(first?.email)
      }),
    )
  })
})

describe('parseNumberCell', () => {
  test.each([
    ['12', undefined, '12'],
    ['-3.50', undefined, '-3.5'],
    ['007', undefined, '7'],
    ['1,234.5', undefined, '1234.5'],
    ['1.234,5', undefined, '1234.5'],
    ['1,5', undefined, '1.5'],
    ['1,234', undefined, '1234'],
    ['1,234', ',', '1.234'],
    ['1.234', ',', '1234'],
    ['1.234', '.', '1.234'],
    ["1'234'567.89", '.', '1234567.89'],
    ['1 234 567,89', ',', '1234567.89'],
    ['€ 99,90', ',', '99.9'],
    ['-$12.00', '.', '-12'],
    ['1 200 kr', ',', '1200'],
    ['(45.10)', '.', '-45.1'],
    ['45-', '.', '-45'],
    ['+4', '.', '4'],
    ['1.2E+3', '.', '1200'],
    ['.5', '.', '0.5'],
    ['12%', '.', '12'],
    ['-0', '.', '0'],
  ] as const)('%j with %j is %s', (text, sign, number) => {
    expect(parseNumberCell(text, sign)).toBe(number)
  })

  test.each([
    ['1,5', '.'],
    ['1.5.2', '.'],
    ['12 apples', '.'],
    ['', '.'],
    ['1e400', '.'],
    ['1234567890123456', '.'],
    ['--4', '.'],
  ] as const)('%j with %j is no number', (text, sign) => {
    expect(parseNumberCell(text, sign)).toBeNull()
  })

  test('returns numbers that filters accept and that it can parse', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.double().map(String), fc.stringMatching(/^[-+(]?[\d.,' ]{1,20}\)?$/u)),
        fc.constantFrom('.', ',', undefined),
        (text, sign) => {
          const number = parseNumberCell(text, sign)
          if (number === null) return
          expect(isDecimalText(number)).toBe(true)
          expect(parseNumberCell(number, '.')).toBe(number)
        },
      ),
    )
  })
})

describe('parseYesNoCell', () => {
  test('reads answers of several languages', () => {
    for (const text of ['yes', 'JA', 'Oui', 'Sí', 'sì', 'sim', 'Tak', '1', 'x', 'WAHR']) {
      expect(parseYesNoCell(text)).toBe(true)
    }
    for (const text of ['no', 'Nein', 'NON', 'nee', 'nej', 'não', 'nie', '0', 'FALSCH']) {
      expect(parseYesNoCell(text)).toBe(false)
    }
    expect(parseYesNoCell('maybe')).toBeNull()
  })
})

describe('splitCell', () => {
  test.each([
    ['vip, blog', ',', ['vip', 'blog']],
    ['"VIP","Blog"', ',', ['VIP', 'Blog']],
    ['"VIP, gold","say ""hi"""', ',', ['VIP, gold', 'say "hi"']],
    ['India\\, Egypt, Greece', ',', ['India, Egypt', 'Greece']],
    ['a||b||', '|', ['a', 'b']],
    ['a;b; ;', ';', ['a', 'b']],
    ['a\r\nb', 'lines', ['a', 'b']],
    ['["a","b, c",3]', 'json', ['a', 'b, c', '3']],
    ['["a","b"]', ',', ['a', 'b']],
    ['[not json]', 'json', ['[not json]']],
    ['5" pipe, "open', ',', ['5" pipe', '"open']],
  ] as const)('%j at %j', (text, separator, parts) => {
    expect(splitCell(text, separator)).toEqual(parts)
  })

  test('splits values within quotation marks', () => {
    const tag = fc.string({unit: 'grapheme', minLength: 1}).map((text) => text.trim())
    fc.assert(
      fc.property(fc.array(tag.filter((text) => text !== '' && !text.includes('\\'))), (tags) => {
        const cell = tags.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')
        expect(splitCell(cell, ',')).toEqual(tags)
      }),
    )
  })
})

function moment(text: string, order?: DateOrder): string | null {
  const date = parseDateCell(text, order)
  if (date === null) return null
  const iso = new Date(date.wallTime).toISOString()
  return date.offset === null ? iso.replace('Z', '') : `${iso} ${date.offset}`
}

describe('parseDateCell', () => {
  test.each([
    ['2024-03-12', '2024-03-12T00:00:00.000'],
    ['2024-03-12 09:14', '2024-03-12T09:14:00.000'],
    ['2018-10-11 09:55:14', '2018-10-11T09:55:14.000'],
    ['2024-03-12T09:14:10.5Z', '2024-03-12T09:14:10.500Z 0'],
    ['2024-03-12T09:14:10+02:00', '2024-03-12T09:14:10.000Z 120'],
    ['2024-03-12 09:14:10 -0430', '2024-03-12T09:14:10.000Z -270'],
    ['2024-03-12 09:14:10 UTC', '2024-03-12T09:14:10.000Z 0'],
    ['2024-03-12 09:14:10.123456 +0000 UTC', '2024-03-12T09:14:10.123Z 0'],
    ['2024-03-12 9:14 PM', '2024-03-12T21:14:00.000'],
    ['2024/3/2', '2024-03-02T00:00:00.000'],
    ['12.03.2024', '2024-03-12T00:00:00.000'],
    ['12. 3. 2024', '2024-03-12T00:00:00.000'],
    ['12.03.24 09:14', '2024-03-12T09:14:00.000'],
    ['13/02/2024', '2024-02-13T00:00:00.000'],
    ['02/13/2024', '2024-02-13T00:00:00.000'],
    ['20240312', '2024-03-12T00:00:00.000'],
    ['20240312T091410Z', '2024-03-12T09:14:10.000Z 0'],
    ['12 March 2024', '2024-03-12T00:00:00.000'],
    ['March 12, 2024', '2024-03-12T00:00:00.000'],
    ['Mar 12th, 2024 9:14am', '2024-03-12T09:14:00.000'],
    ['12-Mar-24', '2024-03-12T00:00:00.000'],
    ['12. März 2024', '2024-03-12T00:00:00.000'],
    ['Dienstag, 12. März 2024', '2024-03-12T00:00:00.000'],
    ['12 de marzo de 2024', '2024-03-12T00:00:00.000'],
    ['1er août 2023', '2023-08-01T00:00:00.000'],
    ['3 grudnia 2021', '2021-12-03T00:00:00.000'],
    ['den 5 maj 2020 kl 14:30', '2020-05-05T14:30:00.000'],
    ['Tue, 12 Mar 2024 09:14:00 GMT', '2024-03-12T09:14:00.000Z 0'],
    ['Tue Mar 12 2024 09:14:00 GMT+0100 (CET)', '2024-03-12T09:14:00.000Z 60'],
    ['Tue Mar 12 09:14:00 +0000 2024', '2024-03-12T09:14:00.000Z 0'],
    ['45363', '2024-03-12T00:00:00.000'],
    ['45363.5', '2024-03-12T12:00:00.000'],
    ['1710234850', '2024-03-12T09:14:10.000Z 0'],
    ['1710234850123', '2024-03-12T09:14:10.123Z 0'],
  ])('%s is %s', (text, wanted) => expect(moment(text)).toBe(wanted))

  test('uses the order of the column for ambiguous dates', () => {
    expect(moment('03/04/2024', 'dmy')).toBe('2024-04-03T00:00:00.000')
    expect(moment('03/04/2024', 'mdy')).toBe('2024-03-04T00:00:00.000')
    expect(moment('24-03-04', 'ymd')).toBe('2024-03-04T00:00:00.000')
    expect(moment('3/4/24 9:14 PM', 'mdy')).toBe('2024-03-04T21:14:00.000')
  })

  test.each([
    '',
    'soon',
    '2024-02-30',
    '31/31/2024',
    '2023-02-29',
    '12',
    '2024-03-12 25:00',
    '2024-03-12 09:14 abc',
    'March',
  ])('%j is no date', (text) => expect(parseDateCell(text)).toBeNull())

  test('never throws, and reads the day that it returned', () => {
    const orders = fc.constantFrom<DateOrder | undefined>('dmy', 'mdy', 'ymd', undefined)
    const texts = fc.oneof(anyText, fc.stringMatching(/^[\d ./:,TZ+-]{1,24}$/u))
    fc.assert(
      fc.property(texts, orders, (text, order) => {
        const date = parseDateCell(text, order)
        if (date === null) return
        const again = parseDateCell(dayOf(date), order)
        expect(again === null ? null : dayOf(again)).toBe(dayOf(date))
      }),
    )
  })

  test('reads every day in every common form', () => {
    const days = fc.date({
      min: new Date('1930-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10)
        const [year = '', month = '', dayOfMonth = ''] = day.split('-')
        const forms: [string, DateOrder | undefined][] = [
          [day, undefined],
          [`${dayOfMonth}/${month}/${year}`, 'dmy'],
          [`${month}/${dayOfMonth}/${year}`, 'mdy'],
          [`${dayOfMonth}.${month}.${year}`, undefined],
          [date.toUTCString(), undefined],
        ]
        for (const [text, order] of forms) {
          const parsed = parseDateCell(text, order)
          expect(parsed === null ? null : dayOf(parsed)).toBe(day)
        }
      }),
    )
  })

  test('reports the order that unambiguous digits show', () => {
    expect(dateOrderOf('13/02/2024')).toBe('dmy')
    expect(dateOrderOf('02/13/2024 10:00')).toBe('mdy')
    expect(dateOrderOf('02/03/2024')).toBe('open')
    expect(dateOrderOf('2024-02-03')).toBe('ymd')
    expect(dateOrderOf('3 May 2024')).toBeNull()
  })
})
