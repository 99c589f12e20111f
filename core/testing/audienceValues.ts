import * as fc from 'fast-check'
import type {CustomFieldDefinition} from '../audience/customFields.ts'

/** Site of the leads and activities that are generated. */
export const AUDIENCE_SITE = 'artameta'

/** The moment and the zone in which generated audiences are asked for. */
export const AUDIENCE_MOMENT = {now: '2026-03-29T10:20:30.456Z', timeZone: 'Europe/Berlin'} as const

/** Custom fields of every type, one with a name that would be mistaken for GROQ. */
export const AUDIENCE_CUSTOM_FIELDS = [
  {name: 'seats', title: 'Seats', type: 'number'},
  {name: 'born', title: 'Born', type: 'date'},
  {name: 'trial', type: 'boolean'},
  {name: '"] | true || customFields[name == "', type: 'text'},
] as const satisfies readonly CustomFieldDefinition[]

/** Texts that case, white space, words, quoting and encodings could be mistaken about. */
export const AWKWARD_TEXTS = [
  'Ada',
  'ada lovelace',
  'ADA-Maria',
  'Ädä',
  'straße',
  'STRASSE',
  'İstanbul',
  'ΟΔΟΣ',
  'ǅ',
  'Zoë 😀',
  '𝕏 ada',
  'e\u0301clair',
  'éclair',
  'aaa',
  'aa',
  'a',
  'ada@example.com',
  'Ada@Example.TEST',
  '@',
  'a@b@example.com',
  'o\u2019neill',
  "o'neill",
  'a_b.c',
  '"quoted"',
  'back\\slash',
  '*',
  '?',
  '$a1',
  '|',
  '||',
  'a|',
  '~|^',
  'true',
  'null',
  'undefined',
  '1E2',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '*[_type == "lead"]',
  '\u202etest',
  '田中さん',
  'الكل',
  'tab\tin',
  ' padded ',
] as const

const IDENTIFIERS = [
  'new',
  'won',
  'New',
  'vip',
  'VIP',
  'form',
  'newsletter',
  'opened',
  'subscribed',
]

/** Texts that are numbers, or nearly. */
const NUMBER_TEXTS = [
  '0',
  '-0',
  '-0.0',
  '1',
  '2',
  '12',
  '12.0',
  '12.5',
  '12.50',
  '-12.5',
  '-12.500000000',
  '-3',
  '100',
  '99.999999999',
  '99.9999999999',
  '007',
  '1.',
  '.5',
  '-',
  '.',
  '--1',
  '1-2',
  '1e3',
  '1,000',
  '+5',
  ' 12',
  '999999999999999',
  '9999999999999999',
  '0.0000001',
]

/** Numbers to compare them with. */
export const NUMBERS = [
  0, 1, 2, 3, 12, 12.5, -12.5, -12, -3, 50, 99.999999999, 100, 0.0000001, 999999999999999, -1,
]

/** Times and days around changes of clocks, leap days and the moment of asking. */
const DATES = [
  '2026-03-29T10:20:30.456Z',
  '2026-03-28T23:00:00.000Z',
  '2026-03-28T22:59:59.999Z',
  '2026-03-28T23:00:00Z',
  '2026-03-29T22:00:00.000Z',
  '2026-03-22T10:00:00Z',
  '2026-03-01T00:00:00.000Z',
  '2026-02-27T23:30:00.000Z',
  '2025-12-31T23:00:00.000Z',
  '2025-10-26T00:30:00.000Z',
  '2024-02-29T12:00:00.000Z',
  '2020-02-28T23:00:00.000Z',
  '1996-03-29T08:00:00.000Z',
  '1990-05-17',
  '2000-02-29',
  '2026-03-29',
  '2026-03-30',
  '2026-04-02T10:00:00.000Z',
  '2026-02-28',
  '1969-03-29T08:00:00.000Z',
  'yesterday',
  '2026',
  '-',
  '2026--',
]

/** Few, so that values of leads and of conditions often meet. */
const FREQUENT_TEXTS = ['Ada', 'ADA', 'aaa', 'Zoë 😀', 'straße|', 'Ada Straße']
const FREQUENT_NUMBERS = ['12', '12.50', '-12.5', '-3', '0', '99.999999999', '100']

/** A text: one of those that are awkward, or any. */
export const audienceText = fc.oneof(
  {weight: 8, arbitrary: fc.constantFrom(...FREQUENT_TEXTS)},
  {weight: 6, arbitrary: fc.constantFrom<string>(...AWKWARD_TEXTS)},
  {weight: 1, arbitrary: fc.constantFrom(...IDENTIFIERS, ...NUMBER_TEXTS)},
  {weight: 1, arbitrary: fc.string({unit: 'grapheme', minLength: 1, maxLength: 6})},
)

/** What a person may type to compare texts with: whole ones and parts of them, in any case. */
export const audienceTextPart = fc.oneof(
  audienceText,
  fc
    .tuple(fc.oneof(audienceText, audienceText), fc.nat(3), fc.integer({min: 1, max: 4}))
    .map(([text, start, length]) =>
      Array.from(text)
        .slice(start, start + length)
        .join(''),
    ),
  fc
    .tuple(audienceText, fc.integer({min: 1, max: 4}))
    .map(([text, length]) => Array.from(text).slice(-length).join('').toUpperCase()),
)

/** An identifier: a status, a tag, a kind. */
export const audienceIdentifier = fc.oneof(
  {weight: 6, arbitrary: fc.constantFrom(...IDENTIFIERS)},
  {weight: 1, arbitrary: audienceText},
)

/** A text that may be a number. */
export const audienceNumberText = fc.oneof(
  {weight: 6, arbitrary: fc.constantFrom(...FREQUENT_NUMBERS)},
  {weight: 6, arbitrary: fc.constantFrom(...NUMBER_TEXTS)},
  {weight: 1, arbitrary: fc.double({noNaN: true, noDefaultInfinity: true}).map(String)},
  {
    weight: 2,
    arbitrary: fc.integer({min: -2000, max: 2000}).map((cents) => (cents / 8).toFixed(3)),
  },
)

/** A time or a day. */
export const audienceDate = fc.oneof(
  {weight: 5, arbitrary: fc.constantFrom(...DATES)},
  {
    weight: 3,
    arbitrary: fc
      .date({min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true})
      .map((date) => date.toISOString()),
  },
)

/** A text that may say yes or no. */
export const audienceFlagText = fc.constantFrom(
  'true',
  'Yes',
  'ON',
  '1',
  'false',
  'no',
  '0',
  'maybe',
)

/** What should not be where it is: values of other types than the field has. */
export const misplacedValue = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  5,
  '',
  ' ',
  [],
  ['vip'],
  [null],
  {},
  {name: 'Ada'},
  [['vip']],
)
