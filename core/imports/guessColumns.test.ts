import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {LEAD_FIELD_NAMES, leadField} from '../leads/leadFields.ts'
import {anyText} from '../testing/anyText.ts'
import {columnKey} from './columnKey.ts'
import {guessColumns, type ColumnGuess, type FileColumn, type GuessContext} from './guessColumns.ts'
import {headingKey} from '../leads/headingKey.ts'
import {KNOWN_HEADINGS, meaningOfHeading} from './guessing/headings.ts'
import {guessDateOrder, guessDecimal} from './guessing/notation.ts'
import {guessStatuses, guessSubscriptions} from './guessing/valueWords.ts'
import {guessOwners} from './guessing/valueWords.ts'
import {headerFingerprint} from './headerFingerprint.ts'
import {Mapping} from './importMapping.ts'
import {REASON_HEADING} from './report.ts'

const context: GuessContext = {
  customFields: [
    {name: 'shoe_size', title: 'Shoe size', type: 'number'},
    {name: 'hall', title: 'Hall', type: 'text'},
  ],
  statuses: [
    {value: 'new', title: 'New', stage: 'open', isDefault: true},
    {value: 'talking', title: 'Contacted', stage: 'open'},
    {value: 'won', title: 'Customer', stage: 'won'},
  ],
  members: [{id: 'p7', name: 'Ida Sander', email: 'ida@example.com'}],
}

function guess(columns: Readonly<Record<string, readonly string[]>>): ColumnGuess[] {
  const list = Object.entries(columns).map(([heading, samples]) => ({heading, samples}))
  return guessColumns(list, context)
}

function keys(columns: Readonly<Record<string, readonly string[]>>): (string | null)[] {
  return guess(columns).map(({mapping}) => columnKey(mapping.target))
}

const EMAILS = ['anna@example.com', 'bo@example.org']

describe('headings', () => {
  test('are listed once, in the form that headings are compared in', () => {
    const listed = KNOWN_HEADINGS.map(([key]) => key)
    expect(listed.filter((key, index) => listed.indexOf(key) !== index)).toEqual([])
    expect(listed.map(headingKey)).toEqual(listed)
  })

  test.each([
    ['E-Mail-Adresse', 'email'],
    ['Correo electrónico', 'email'],
    ['Adresse e-mail', 'email'],
    ['E-postadress', 'email'],
    ['Primary e-mail', 'email'],
    ['Emial address', 'email'],
    ['VORNAME', 'firstName'],
    ['Prénom', 'firstName'],
    ['Imię', 'firstName'],
    ['Förnamn', 'firstName'],
    ['Achternaam', 'lastName'],
    ['Cognome', 'lastName'],
    ['Numéro de téléphone', 'phone'],
    ['Mobile Phone', 'phone'],
    ['Ragione sociale', 'company'],
    ['Företag', 'company'],
    ['Nazwa firmy', 'company'],
    ['Billing company', 'company'],
    ['Opt-in IP', 'requestedFrom'],
    ['Signup Date', 'createdAt'],
    ['Accepts Marketing', 'subscription'],
    ['Has Opted Out Of Email', 'optOut'],
    ['Person Linkedin Url', 'linkedIn'],
  ])('%s means %s', (heading, meaning) => {
    expect(meaningOfHeading(heading)?.meaning).toBe(meaning)
  })

  test.each(['State', 'Company size', 'Shoe size', 'City', 'Notes', 'Country'])(
    '%s means no field',
    (heading) => expect(meaningOfHeading(heading)).toBeNull(),
  )
})

describe('guesses', () => {
  test('map a common file without a question', () => {
    const guesses = guess({
      'E-Mail': EMAILS,
      Vorname: ['Anna', 'Bo'],
      Nachname: ['Berg', 'Lund'],
      Telefon: ['+49 30 123456', '030/123457'],
      Firma: ['Acme GmbH', 'Beta AG'],
      Schlagworte: ['vip; messe', 'neu'],
      'Erstellt am': ['13.02.2024', '01.03.2024'],
    })
    expect(guesses.map(({mapping}) => columnKey(mapping.target))).toEqual([
      'email',
      'name.first',
      'name.last',
      'phone',
      'company',
      'tags',
      'createdAt',
    ])
    expect(guesses.every(({confidence, isSure}) => confidence > 0.9 && isSure)).toBe(true)
    expect(guesses[5]?.mapping.target).toEqual({kind: 'tags', separator: ';'})
    expect(guesses[6]?.mapping.dates).toBe('dmy')
  })

  test('look at the values where headings say nothing', () => {
    const guesses = guess({
      a: EMAILS,
      b: ['https://www.linkedin.com/in/anna', 'linkedin.com/in/bo'],
      c: ['+46 70 123 45 67', '+46 70 123 45 68'],
      '': ['Anna Berg', 'Bo van Lund'],
    })
    expect(guesses.map(({mapping}) => columnKey(mapping.target))).toEqual([
      'email',
      'linkedIn',
      'phone',
      'name',
    ])
    expect(guesses.every(({reason}) => reason === 'values')).toBe(true)
  })

  test('trust values more than headings', () => {
    expect(keys({Email: ['yes', 'no'], Contact: EMAILS})).toEqual([null, 'email'])
    expect(keys({'Email type': ['html', 'text'], Mail: EMAILS})).toEqual([
      'customFields.email type',
      'email',
    ])
  })

  test('assign a field to the better of two columns', () => {
    const guesses = guess({'Work email': ['anna@example.com', 'none yet'], Email: EMAILS})
    expect(guesses.map(({mapping}) => columnKey(mapping.target))).toEqual([
      'customFields.work email',
      'email',
    ])
    expect(guesses[0]?.reason).toBe('taken')
    const twins = guessColumns(
      [
        {heading: 'Phone', samples: ['+46 70 123 45 67']},
        {heading: 'phone', samples: ['+46 70 123 45 68']},
      ],
      context,
    )
    expect(twins.map(({mapping}) => mapping.target.kind)).toEqual(['field', 'ignore'])
  })

  test('distinguish whole names and parts', () => {
    expect(keys({Vorname: ['Anna'], Name: ['Berg']})).toEqual(['name.first', 'name.last'])
    expect(keys({Nom: ['Anna Berg'], Courriel: EMAILS})).toEqual(['name', 'email'])
    expect(
      keys({'Full name': ['Anna Berg'], 'First name': ['Anna'], 'Last name': ['Berg']}),
    ).toEqual(['name', null, null])
    expect(keys({Nombre: ['Ana García', 'Luis Pérez']})).toEqual(['name'])
    expect(keys({'First name': ['Anna', 'Bo']})).toEqual(['name.first'])
  })

  test('know custom fields of the site, and propose new ones with a type', () => {
    const guesses = guess({
      'Shoe Size': ['42', '38'],
      Birthday: ['1980-01-02', '1990-03-04'],
      Vegetarian: ['yes', 'no'],
      Visits: ['1.5', '12'],
      'ZIP code': ['12345', '54321'],
      'Customer ID': ['90071', '90072'],
      City: ['Lund', 'Malmö'],
      Empty: [],
    })
    expect(
      guesses.map(({mapping: {target}}) => (target.kind === 'custom' ? target.type : '-')),
    ).toEqual(['number', 'date', 'boolean', 'number', 'text', 'text', 'text', '-'])
    expect(guesses.map(({reason}) => reason)).toEqual([
      'custom-field',
      ...Array.from({length: 6}, () => 'new-field'),
      'empty',
    ])
  })

  test('recognise the headings of our own exports', () => {
    const columns = LEAD_FIELD_NAMES.map((name) => ({
      heading: leadField(name).title,
      samples: name === 'email' ? EMAILS : [],
    }))
    const left = guessColumns(columns, context).flatMap(({mapping}) =>
      mapping.target.kind === 'ignore' ? [mapping.heading] : [],
    )
    expect(left).toEqual(['Engagement', 'Campaigns', 'Last contact', 'Last activity'])
    expect(guess({'Last contact': ['2024-01-02']})[0]?.reason).toBe('kept-by-site')
  })

  test('leave out the reasons in a file of rows to correct', () => {
    const [email, reason] = guess({Email: EMAILS, [REASON_HEADING]: ['Not one e-mail address.']})
    expect(email?.mapping.target).toEqual({kind: 'field', field: 'email'})
    expect(reason).toMatchObject({mapping: {target: {kind: 'ignore'}}, reason: 'own-report'})
  })

  test('distinguish a sales status and a newsletter status', () => {
    const [sales] = guess({'Lead Status': ['NEW', 'Attempted to contact', 'customer', 'Zebra']})
    expect(sales?.mapping.target).toEqual({
      kind: 'status',
      values: {new: 'new', 'attempted to contact': 'new', customer: 'won'},
    })
    expect(sales?.unknownValues).toEqual(['Zebra'])
    expect(sales?.isSure).toBe(false)
    const [newsletter] = guess({Status: ['Active', 'Unsubscribed', 'Hard bounced']})
    expect(newsletter?.mapping.target).toEqual({
      kind: 'subscription',
      values: {active: 'subscribed', unsubscribed: 'unsubscribed', 'hard bounced': 'bounced'},
    })
  })

  test('find members by name or address', () => {
    const [owner] = guess({'Contact owner': ['Ida Sander', 'ida@example.com', 'Nobody']})
    expect(owner?.mapping.target).toEqual({
      kind: 'field',
      field: 'owner',
      values: {'ida sander': 'p7', 'ida@example.com': 'p7'},
    })
    expect(owner?.unknownValues).toEqual(['Nobody'])
    const namesakes = [
      {id: 'p1', name: 'Ida Sander', email: null},
      {id: 'p2', name: 'ida sander', email: null},
    ]
    expect(guessOwners(['Ida Sander', 'p2'], namesakes)).toEqual({
      values: {p2: 'p2'},
      unknown: ['Ida Sander'],
    })
  })

  test('use the order of dates from an unambiguous column', () => {
    const guesses = guess({
      Created: ['03/04/2024', '05/06/2024'],
      Birthday: ['13/02/1980'],
    })
    expect(guesses.map(({mapping, isSure}) => [mapping.dates, isSure])).toEqual([
      ['dmy', true],
      ['dmy', true],
    ])
    expect(guess({Created: ['03/04/2024']})[0]?.isSure).toBe(false)
  })
})

describe('files of other programs', () => {
  test('Google: labels and numbered columns', () => {
    const guesses = guess({
      'First Name': ['Anna'],
      'Last Name': ['Berg'],
      Notes: ['x'],
      Labels: ['* myContacts ::: Friends'],
      'E-mail 1 - Label': ['Work'],
      'E-mail 1 - Value': EMAILS,
      'Phone 1 - Value': ['+46 70 123 45 67'],
    })
    expect(guesses.map(({mapping}) => columnKey(mapping.target))).toEqual([
      'name.first',
      'name.last',
      'customFields.notes',
      'tags',
      'customFields.e-mail 1 - label',
      'email',
      'phone',
    ])
    expect(guesses[2]?.mapping.target).toMatchObject({type: 'text'})
    expect(guesses[3]?.mapping.target).toMatchObject({separator: ':::'})
  })

  test('Outlook: a title that is a form of address, and a date that is none', () => {
    expect(
      keys({Title: ['Ms', 'Dr.'], 'Job Title': ['Buyer'], Birthday: ['0/0/00', '3/14/1980']}),
    ).toEqual(['customFields.title', 'jobTitle', 'customFields.birthday'])
  })

  test('MailerLite: a first name called name, and a date called subscribed', () => {
    expect(
      keys({
        Subscriber: EMAILS,
        Name: ['Anna', 'Bo'],
        'Last name': ['Berg', 'Lund'],
        Subscribed: ['2024-01-02 03:04:05'],
      }),
    ).toEqual(['email', 'name.first', 'name.last', 'evidence.requestedAt'])
  })

  test('Apollo: a verified address is no subscription, and an empty column no phone', () => {
    expect(
      keys({
        'Email Status': ['Verified'],
        'Work Direct Phone': ["'+46701234567"],
        'Mobile Phone': [],
        'Contact Owner': ['nobody@example.com'],
      }),
    ).toEqual(['customFields.email status', 'phone', null, 'customFields.contact owner'])
  })
})

describe('values', () => {
  test('decide the order of dates and the sign before decimals', () => {
    expect(guessDateOrder(['02/13/2024', '03/04/2024'])).toEqual({notation: 'mdy', isSure: true})
    expect(guessDateOrder(['02/13/2024', '13/02/2024']).isSure).toBe(false)
    expect(guessDateOrder(['01.02.2024'])).toEqual({notation: 'dmy', isSure: true})
    expect(guessDateOrder(['01/02/2024'], 'mdy')).toEqual({notation: 'mdy', isSure: false})
    expect(guessDateOrder(['3 May 2024'])).toEqual({notation: undefined, isSure: true})
    expect(guessDecimal(['1.234', '12,5'])).toEqual({notation: ',', isSure: true})
    expect(guessDecimal(['1,234'])).toEqual({notation: '.', isSure: false})
    expect(guessDecimal(['12', '7'])).toEqual({notation: undefined, isSure: true})
  })

  test('of subscriptions are known in several languages', () => {
    expect(
      guessSubscriptions([
        'SUBSCRIBED',
        'Abgemeldet',
        'désinscrit',
        'NEVER_SUBSCRIBED',
        'Cleaned',
        'ja',
      ]).values,
    ).toEqual({
      subscribed: 'subscribed',
      abgemeldet: 'unsubscribed',
      désinscrit: 'unsubscribed',
      never_subscribed: 'none',
      cleaned: 'bounced',
      ja: 'subscribed',
    })
  })

  test('of statuses fall back to the only status of the stage', () => {
    expect(guessStatuses(['Gewonnen', 'Lost'], context.statuses)).toEqual({
      values: {gewonnen: 'won'},
      unknown: ['Lost'],
    })
  })
})

test('any file gets a valid mapping that fills no field twice', () => {
  const known = fc.constantFrom(...KNOWN_HEADINGS.map(([key]) => key))
  const column: fc.Arbitrary<FileColumn> = fc.record({
    heading: fc.oneof(anyText, known, fc.constantFrom('shoe size', 'Email', '__proto__')),
    samples: fc.array(
      fc.oneof(anyText, fc.emailAddress(), fc.constantFrom('yes', '1', '2024-01-02', 'Anna Berg')),
      {maxLength: 5},
    ),
  })
  fc.assert(
    fc.property(fc.array(column, {minLength: 1, maxLength: 12}), (columns) => {
      const guesses = guessColumns(columns, context)
      const filled = guesses.flatMap(({mapping}) => columnKey(mapping.target) ?? [])
      expect(new Set(filled).size).toBe(filled.length)
      expect(guesses).toHaveLength(columns.length)
      const mapping = {version: 1, columns: guesses.map((entry) => entry.mapping)}
      expect(Mapping.safeParse(mapping).error?.issues ?? []).toEqual([])
    }),
    {numRuns: 300},
  )
})

test('a header row has one fingerprint, however its headings are written', () => {
  expect(headerFingerprint(['E-mail', 'Förnamn'])).toBe(headerFingerprint(['EMAIL ', 'fornamn']))
  expect(headerFingerprint(['a', 'b'])).not.toBe(headerFingerprint(['b', 'a']))
})
