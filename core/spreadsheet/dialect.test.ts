import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {DELIMITERS, detectDialect, type Dialect} from './dialect.ts'

const detect = (text: string): string => {
  const {delimiter, hasHeader, isSure} = detectDialect(text)
  return `${delimiter} ${hasHeader ? 'header' : 'no header'}${isSure ? '' : '?'}`
}

describe('the dialect', () => {
  test.each<[string, string, string]>([
    ['commas', 'email,name\na@example.com,Ann\nb@example.com,Ben\n', ', header'],
    [
      'a header row in each of the files that were put together',
      'email,name\na@example.com,Ann\nemail,name\nb@example.com,Ben\n',
      ', header',
    ],
    ['semicolons', 'email;name\na@example.com;Ann\nb@example.com;Ben\n', '; header'],
    ['tabs', 'email\tname\na@example.com\tAnn\nb@example.com\tBen\n', '\t header'],
    ['bars', 'email|name\na@example.com|Ann\n', '| header'],
    ['decimal commas', 'name;price\nAnn;1,50\nBen;2,75\n', '; header'],
    [
      'commas in every text between tabs',
      'name\tcity\nDoe, Ann\tA, B\nRoe, Ben\tC, D\n',
      '\t header',
    ],
    ['commas in quotes', 'name;note\n"a, b";"c, d"\n"e, f";"g, h"\n', '; header'],
    [
      'semicolons in a column of tags',
      'email,tags\na@example.com,x;y\nb@example.com,y;z\n',
      ', header',
    ],
    ['quoted line breaks', 'name,note\nAnn,"one; two\nthree; four"\nBen,"five; six"\n', ', header'],
    ['the line of Excel', 'sep=;\r\na,b;c\r\n1,2;3\r\n', '; header'],
    ['the line of Excel for a bar', '\ufeffsep=|\na|b\n1|2\n', '| header'],
    ['one column', 'email\na@example.com\nb@example.com\n', ', header'],
    ['one column without heading', 'a@example.com\nb@example.com\n', ', no header'],
    ['one column of texts with commas', 'note\nOne, two, three\nFour\nFive, six\n', '; header?'],
    ['no heading', 'a@example.com,Ann\nb@example.com,Ben\n', ', no header'],
    ['no heading, with numbers', '1,2024-01-02,Ann\n2,2024-01-03,Ben\n', ', no header'],
    ['a header row only', 'email,first name,last name\n', ', header'],
    ['texts only', 'name,city\nAnn,Århus\nBen,Lyon\n', ', header'],
    ['texts only, with a blank heading', ',city\nAnn,Århus\nBen,Lyon\n', ', header?'],
    ['delimiters at the end of the rows', 'a,b\n1,2,\n3,4,\n5,6,\n', ', header'],
    ['years as headings', 'name,2023,2024\nAnn,x,y\nBen,y,x\n', ', header'],
    [
      'a title above the header row',
      'People\n\nemail,name\na@example.com,Ann\nb@example.com,B\n',
      ', header?',
    ],
    ['names with addresses', 'Ann <a@example.com>, Ben <b@example.com>', ', no header'],
    ['nothing', '', ', no header'],
  ])('of %s', (_, text, expected) => {
    expect(detect(text)).toBe(expected)
  })

  test.each<[string, Dialect['lineBreak']]>([
    ['a\r\nb\r\n', '\r\n'],
    ['a\nb\n', '\n'],
    ['a\rb\r', '\r'],
    ['a\r\nb\nc\nd', '\n'],
    ['a', '\n'],
  ])('of %j has the line break %j', (text, lineBreak) => {
    expect(detectDialect(text).lineBreak).toBe(lineBreak)
  })

  test('of any table of words is detected', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '.', 'é'),
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...DELIMITERS),
        fc.integer({min: 2, max: 6}),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.infiniteStream(word),
        (delimiter, width, lineBreak, words) => {
          const row = () => Array.from({length: width}, () => words.next().value).join(delimiter)
          const text = Array.from({length: 10}, row).join(lineBreak)
          expect(detectDialect(text)).toMatchObject({delimiter, lineBreak})
        },
      ),
    )
  })

  test('never throws, for any text', () => {
    fc.assert(
      fc.property(
        fc.string({unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'a', '@')}),
        (text) => {
          expect(DELIMITERS).toContain(detectDialect(text).delimiter)
        },
      ),
    )
  })
})
