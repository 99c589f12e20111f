import * as fc from 'fast-check'

/** Texts whose case, order or words are hard to get right. */
const TEXTS = [
  '',
  'Ada',
  'ada lovelace',
  'ADA-Maria',
  'Ädä',
  'straße',
  'STRASSE',
  'ſoft',
  'İstanbul',
  'Zoë 😀',
  '\uFF21wide',
  '𝕏 ada',
  'ada@example.com',
  'hanno.grau-feld@example.com',
  // Its lower case is an ASCII k, which `match` does not see.
  '\u212Ailn',
  "o'neill",
  'a_b.c',
  '.dot.',
  'new',
  'won',
  'vip',
  '2026-01-01T00:00:00Z',
  '2026-03-01T10:00:00+02:00',
  '2026',
  'x'.repeat(450),
  '\uD800',
  'tab\tin',
  'Кириллица',
  '1',
  'true',
  'null',
  'nul\0in',
  'ada@two@Example.com',
]

/** One of those texts. */
export const awkwardText = fc.constantFrom(...TEXTS)
/** A text, number, boolean or null. */
export const awkwardScalar = fc.oneof(
  {weight: 6, arbitrary: awkwardText},
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      1,
      -1,
      1.5,
      50,
      1e21,
      9007199254740992,
    ),
  },
)
const odd = fc.constantFrom<unknown>([], ['Ada', 3], {label: 'Ada'}, [null], [['vip']])
/** A scalar, sometimes a value without a key. */
export const awkwardValue = fc.oneof(
  {weight: 12, arbitrary: awkwardScalar},
  {weight: 1, arbitrary: odd},
)
/** A list, as of tags, now and then something else. */
export const awkwardList = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(fc.oneof(awkwardText, fc.constantFrom<unknown>(1, null, true)), {
      maxLength: 4,
    }),
  },
  {weight: 1, arbitrary: awkwardValue},
)

/** Ids in the order that SQLite and JavaScript share. */
export const AWKWARD_IDS = [
  'alpha.lead.1',
  'alpha.lead.2',
  'alpha.lead.3',
  'alpha.lead.4',
  'alpha.lead.5',
  'alphabet.lead.1',
  'beta.lead.1',
  'beta.lead.2',
  'site.alpha',
  'plain',
  'drafts.alpha.lead.1',
  'drafts.plain',
  'versions.r1.beta.lead.1',
  'versions.r2.beta.lead.1',
  'drafts.alpha.lead.9',
]
