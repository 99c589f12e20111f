import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkMapping} from '../checkMapping.ts'
import {anyText} from '../../testing/anyText.ts'
import {columnKey, exclusiveKey} from '../columnKey.ts'
import {convertRow} from '../convertRow.ts'
import type {ConvertedRow, ImportedPerson} from '../importMapping.ts'
import {
  isPresetTarget,
  recognizeFiles,
  VENDORS,
  type RecognizedExport,
  type RecognizedFile,
} from './recognizeFiles.ts'
import {SourceFile} from '../importPlan.ts'
import type {ExportedFile, VendorPreset} from './vendorPreset.ts'

const context = {
  customFields: [],
  statuses: [
    {value: 'new', title: 'New', stage: 'open' as const, isDefault: true},
    {value: 'won', title: 'Customer', stage: 'won' as const},
  ],
  members: [{id: 'p7', name: 'Ida Sander', email: 'ida@example.com'}],
  timeZone: 'Europe/Stockholm',
}

/** A file of rows, its headings in the first. */
function file(name: string, rows: readonly (readonly string[])[]): ExportedFile {
  const [headings = [], ...others] = rows
  const columns = headings.map((heading, column) => ({
    heading,
    samples: others.map((row) => row[column] ?? '').filter((cell) => cell !== ''),
  }))
  return {name, columns}
}

function only(rows: readonly (readonly string[])[], name = 'export.csv'): RecognizedFile {
  const [first] = recognizeFiles([file(name, rows)], context)?.files ?? []
  if (!first) throw new Error('The file was not recognized.')
  return first
}

function convert({source}: RecognizedFile, cells: readonly string[]): ConvertedRow {
  return convertRow(cells, source.mapping, {
    statuses: ['new', 'won'],
    lists: {customers: 'artameta.list.one'},
    timeZone: source.timeZone,
    subscription: source.subscription,
    members: new Set(['p7']),
    now: '2026-11-30T10:00:00.000Z',
    customTypes: new Map(),
  })
}

function people(rows: readonly (readonly string[])[], name?: string): ImportedPerson[] {
  const recognized = only(rows, name)
  return rows.slice(1).map((cells) => {
    const row = convert(recognized, cells)
    if (!row.ok || row.problems.length > 0) throw new Error(JSON.stringify(row.problems))
    return row.person
  })
}

function left({leftBehind}: RecognizedFile): string[] {
  return leftBehind.map(({heading, reason}) => `${heading}: ${reason}`)
}

const MAILCHIMP_HEADINGS =
  'Email Address,First Name,Last Name,Company,Interests,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS'.split(
    ',',
  )

function mailchimpRow(email: string): string[] {
  return [
    email,
    'Anna',
    'Berg',
    'Berg AB',
    'India\\, Egypt, Greece',
    '2',
    '2018-10-11 09:55:14',
    '192.0.2.7',
    '2018-10-11 09:58:20',
    '192.0.2.8',
    '',
    '',
    '',
    '',
    '',
    'SE',
    '',
    '2020-01-02 10:00:00',
    '90498395',
    '810826c56e',
    'Met at the fair',
    '"VIP","Blog"',
  ]
}

describe('Mailchimp', () => {
  const rows = [MAILCHIMP_HEADINGS, mailchimpRow('anna@example.com')]

  test('keeps tags, groups, evidence and its own id', () => {
    const [person] = people(rows, 'subscribed_members_export_15d17415eb.csv')
    expect(person).toEqual({
      email: 'anna@example.com',
      fields: {name: 'Anna Berg', company: 'Berg AB'},
      score: null,
      status: null,
      tags: ['India, Egypt', 'Greece', 'VIP', 'Blog'],
      lists: [],
      custom: [
        {name: 'Mailchimp rating', value: '2'},
        {name: 'Mailchimp EUID', value: '810826c56e'},
        {name: 'Notes', value: 'Met at the fair'},
      ],
      createdAt: '2018-10-11T09:55:14.000Z',
      subscription: 'subscribed',
      evidence: {
        requestedAt: '2018-10-11T09:55:14.000Z',
        requestedFrom: '192.0.2.7',
        confirmedAt: '2018-10-11T09:58:20.000Z',
        confirmedFrom: '192.0.2.8',
      },
    })
  })

  test('says what is left behind', () => {
    expect(left(only(rows))).toEqual([
      'LATITUDE: technical',
      'LONGITUDE: technical',
      'GMTOFF: technical',
      'DSTOFF: technical',
      'TIMEZONE: technical',
      'CC: technical',
      'REGION: technical',
      'LAST_CHANGED: technical',
      'LEID: technical',
    ])
  })

  test('puts the files of people who refused mail first', () => {
    const names = ['subscribed', 'unsubscribed', 'cleaned', 'nonsubscribed']
    const files = names.map((state) => file(`Berg AB/${state}_members_export_8e1.csv`, rows))
    const campaigns = file('Berg AB/campaigns.csv', [
      ['Title', 'Subject'],
      ['May', 'News'],
    ])
    const found = recognizeFiles([campaigns, ...files], context)
    expect(found?.files.map(({index, source}) => [index, source.subscription])).toEqual([
      [3, 'bounced'],
      [2, 'unsubscribed'],
      [4, 'none'],
      [1, 'subscribed'],
    ])
    expect(found?.others).toEqual([0])
  })

  test('reads unsubscribed people with doubled headings', () => {
    const recognized = only(
      [
        [
          'Email Address',
          'MEMBER_RATING',
          'UNSUB_TIME',
          'UNSUB_REASON',
          'UNSUB_REASON',
          'LEID',
          'EUID',
        ],
        ['bo@example.com', '2', '2021-05-06 07:08:09', 'No longer interested', '', '1', 'e1'],
      ],
      'members.csv',
    )
    expect(recognized.source.subscription).toBe('unsubscribed')
    expect(
      convert(recognized, [
        'bo@example.com',
        '2',
        '2021-05-06 07:08:09',
        'Too often',
        'x',
        '1',
        'e1',
      ]),
    ).toMatchObject({
      ok: true,
      person: {
        subscription: 'unsubscribed',
        evidence: {endedAt: '2021-05-06T07:08:09.000Z', endReason: 'Too often'},
      },
    })
  })
})

describe('ActiveCampaign', () => {
  const headings = 'Email,First Name,Last Name,Phone,Tags,Lists,Date Created,IP,Status,Sizes'.split(
    ',',
  )
  const row = (email: string, status: string) => [
    email,
    'Alice',
    'Carr',
    '0102030405',
    'prospect, webinar',
    'Customers',
    '2021-07-08 09:10:11',
    '192.0.2.1',
    status,
    'S||M',
  ]

  test('maps words and codes of its status', () => {
    const states = ['Active', 'Unsubscribed', '0', '3', '91', 'Active, Unsubscribed']
    const found = people([
      headings,
      ...states.map((state, index) => row(`a${index}@example.com`, state)),
    ])
    expect(found.map(({subscription}) => subscription)).toEqual([
      'subscribed',
      'unsubscribed',
      'pending',
      'bounced',
      'unsubscribed',
      'unsubscribed',
    ])
    expect(found[0]).toMatchObject({
      fields: {name: 'Alice Carr', phone: '0102030405'},
      tags: ['prospect', 'webinar', 'S', 'M'],
      lists: ['artameta.list.one'],
      createdAt: '2021-07-08T07:10:11.000Z',
      evidence: {requestedFrom: '192.0.2.1'},
    })
    expect(only([headings, row('a@example.com', 'Active')]).listNames).toEqual(['Customers'])
  })
})

describe('HubSpot', () => {
  const rows = [
    'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Last Modified Date,Lifecycle Stage,Associated Company,Associated Deal IDs,Unsubscribed from all email'.split(
      ',',
    ),
    [
      '101',
      'Camille',
      'Durand',
      'camille@example.com',
      '+33 6 00 00 00 00',
      'Ida Sander',
      'NEW',
      '2024-03-12 09:14',
      '2024-03-13 09:14',
      'customer',
      'Durand SA',
      '9002;9999',
      'true',
    ],
  ]

  test('keeps owner, status, date and id', () => {
    expect(people(rows)[0]).toMatchObject({
      fields: {
        name: 'Camille Durand',
        phone: '+33 6 00 00 00 00',
        company: 'Durand SA',
        owner: 'p7',
      },
      status: 'new',
      createdAt: '2024-03-12T08:14:00.000Z',
      subscription: 'unsubscribed',
      custom: [
        {name: 'HubSpot ID', value: '101'},
        {name: 'Lifecycle Stage', value: 'customer'},
      ],
    })
    expect(left(only(rows))).toEqual([
      'Last Modified Date: technical',
      'Associated Deal IDs: technical',
    ])
  })
})

describe('Klaviyo', () => {
  const headings =
    'Email,Klaviyo ID,First Name,Last Name,Organization,Title,Phone Number,Address,Address 2,City,State / Region,Country,Zip Code,Latitude,Longitude,Source,IP Address,Email Marketing Consent,Email Marketing Consent Timestamp,Historic Customer Lifetime Value,Total Customer Lifetime Value,Predicted Customer Lifetime Value,Average Order Value,Historic Number Of Orders,First Active,Last Active,Profile Created On,Date Added,Last Open,Last Click,Average Days Between Orders,Email Suppressions'.split(
      ',',
    )
  const row = (email: string, consent: string, suppressions: string) =>
    headings.map((heading) => {
      const cells: Readonly<Record<string, string>> = {
        Email: email,
        'Klaviyo ID': '01GDDKASAP8TKDDA2GRZDSVP4H',
        'First Name': 'Nils',
        Organization: 'Lund AB',
        Title: 'Buyer',
        City: 'Lund',
        'Email Marketing Consent': consent,
        'Email Marketing Consent Timestamp': '2023-01-02 03:04:05',
        'Profile Created On': '2022-12-31 23:00:00',
        'Email Suppressions': suppressions,
      }
      return cells[heading] ?? ''
    })

  test('uses the stricter of consent and suppression', () => {
    const rows = [
      headings,
      row('a@example.com', 'SUBSCRIBED', ''),
      row('b@example.com', 'SUBSCRIBED', 'HARD_BOUNCE'),
      row('c@example.com', 'NEVER_SUBSCRIBED', ''),
      row('d@example.com', 'SUBSCRIBED', '["UNSUBSCRIBED","SPAM_COMPLAINT"]'),
      row('e@example.com', 'UNSUBSCRIBED', '[]'),
    ]
    const found = people(rows, 'Newsletter_list_export_2024-05-01.csv')
    expect(found.map(({subscription}) => subscription)).toEqual([
      'subscribed',
      'bounced',
      'none',
      'complained',
      'unsubscribed',
    ])
    expect(found[0]).toMatchObject({
      fields: {name: 'Nils', company: 'Lund AB', jobTitle: 'Buyer'},
      createdAt: '2022-12-31T23:00:00.000Z',
      evidence: {requestedAt: '2023-01-02T03:04:05.000Z'},
    })
    expect(only(rows, 'Spring fair 2024-05-01.csv').listName).toBe('Spring fair')
  })
})

describe('Shopify', () => {
  const rows = [
    'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags'.split(
      ',',
    ),
    [
      "'7210448301122",
      'Teo',
      'Villaseñor',
      'teo@example.com',
      'no',
      'Villaseñor Ranch',
      'HC 31 Box 4500',
      '',
      'Elko',
      'NV',
      'US',
      "'89801",
      '(775) 555-0154',
      "'+17755550154",
      'no',
      '7790.44',
      '6',
      'Cattle ranch.',
      'yes',
      'retail, ag-exempt',
    ],
  ]

  test('keeps ids without the apostrophe, and reads “no” as no consent', () => {
    const [person] = people(rows)
    expect(person).toMatchObject({
      fields: {name: 'Teo Villaseñor', phone: '+17755550154', company: 'Villaseñor Ranch'},
      subscription: 'none',
      tags: ['retail', 'ag-exempt'],
    })
    expect(person?.custom).toContainEqual({name: 'Shopify customer ID', value: '7210448301122'})
    expect(person?.custom).toContainEqual({name: 'Postal code', value: '89801'})
    expect(person?.custom).toContainEqual({name: 'Total spent', value: '7790.44'})
  })
})

describe('others', () => {
  test('listmonk: attributes become custom fields', () => {
    const rows = [
      ['uuid', 'email', 'name', 'attributes', 'status', 'created_at', 'updated_at'],
      [
        'c44b4a4c-0000-4000-8000-0123456789ab',
        'anna@example.com',
        'Anna Berg',
        '{"city": "Lund", "projects": 3}',
        'blocklisted',
        '2022-03-04T05:06:07.89Z',
        '2022-03-04T05:06:07.89Z',
      ],
      [
        'c44b4a4c-0000-4000-8000-0123456789ac',
        'bo@example.com',
        'Bo',
        '{}',
        'enabled',
        '2022-03-04',
        '',
      ],
    ]
    const [anna, bo] = people(rows)
    expect(anna).toMatchObject({
      fields: {name: 'Anna Berg'},
      subscription: 'unsubscribed',
      createdAt: '2022-03-04T05:06:07.890Z',
      custom: [
        {name: 'listmonk UUID', value: 'c44b4a4c-0000-4000-8000-0123456789ab'},
        {name: 'city', value: 'Lund'},
        {name: 'projects', value: '3'},
      ],
    })
    expect(bo?.subscription).toBeNull()
  })

  test('Brevo: days come before months', () => {
    const rows = [
      'EMAIL,LASTNAME,FIRSTNAME,SMS,EMAIL_BLACKLISTED,SMS_BLACKLISTED,ADDED_TIME,MODIFIED_TIME'.split(
        ',',
      ),
      ['a@example.com', 'Berg', 'Anna', '46701234567', 'true', 'false', '13-02-2024', '13-02-2024'],
    ]
    expect(people(rows)[0]).toMatchObject({
      fields: {name: 'Anna Berg', phone: '46701234567'},
      subscription: 'unsubscribed',
      createdAt: '2024-02-12T23:00:00.000Z',
    })
  })

  test('Kit: its words for states', () => {
    const rows = [
      ['first_name', 'email', 'created_at', 'status'],
      ['Anna', 'a@example.com', '2024-02-13 10:00:00 UTC', 'active'],
      ['Bo', 'b@example.com', '2024-02-13 10:00:00 UTC', 'cancelled'],
    ]
    const found = people(rows)
    expect(found.map(({subscription}) => subscription)).toEqual(['subscribed', 'unsubscribed'])
    expect(found[0]?.createdAt).toBe('2024-02-13T10:00:00.000Z')
  })
})

/** A header row with the columns of a preset. */
function presetRow({id, columns}: VendorPreset): string[] {
  return ['First name', ...(id === 'kit' ? [] : ['Last name']), 'Email', ...Object.keys(columns)]
}

describe('recognizing', () => {
  test('ignores other files', () => {
    const plain = file('people.csv', [
      ['Email', 'First name', 'Last name', 'Company'],
      ['anna@example.com', 'Anna', 'Berg', 'Berg AB'],
    ])
    expect(recognizeFiles([plain], context)).toBeNull()
    expect(recognizeFiles([], context)).toBeNull()
    expect(recognizeFiles([{name: '', columns: []}], context)).toBeNull()
  })

  test('does not match a service whose values the file lacks', () => {
    const headings = ['Email', 'First name', 'Last name', 'Tags', 'Status', 'Account', 'Lists']
    const row = (status: string) => ['a@example.com', 'A', 'B', 'x', status, 'C', 'D']
    const found = (status: string) =>
      recognizeFiles([file('people.csv', [headings, row(status)])], context)?.vendor
    expect(found('Active')).toBe('activecampaign')
    expect(found('Won')).toBeUndefined()
  })

  test('finds a service by its own columns only', () => {
    const found = VENDORS.map((preset): RecognizedExport | null => {
      const rows = [presetRow(preset)]
      return recognizeFiles([file('export.csv', rows)], context)
    })
    expect(found.map((each) => each?.vendor)).toEqual(VENDORS.map(({id}) => id))
  })

  test('returns valid mappings', () => {
    const problems = VENDORS.flatMap((preset) => {
      const rows = [[...presetRow(preset), 'Email', 'Size']]
      const [first] = recognizeFiles([file('export.csv', rows)], context)?.files ?? []
      if (!first) return ['not recognized']
      const checked = checkMapping(first.source.mapping, {
        customFields: [],
        statuses: ['new', 'won'],
        members: null,
        values: [],
      })
      return checked.map(({code, columns}) => {
        const [column] = columns
        const target = first.source.mapping.columns[column ?? 0]?.target
        return `${preset.id}: ${code} ${target ? columnKey(target) : ''}`
      })
    })
    expect(problems).toEqual([])
  })
})

test('any files of a service get mappings that fill no field twice', () => {
  const headings = VENDORS.flatMap(presetRow)
  const column = fc.record({
    heading: fc.oneof(fc.constantFrom(...headings), anyText),
    samples: fc.array(fc.oneof(anyText, fc.constantFrom('yes', 'a@example.com', 'a, b')), {
      maxLength: 4,
    }),
  })
  const anyFile = fc.record({
    name: fc.oneof(anyText, fc.constantFrom('cleaned_members_export_1.csv', 'hubspot.csv')),
    columns: fc.array(column, {maxLength: 20}),
  })
  fc.assert(
    fc.property(fc.array(anyFile, {maxLength: 4}), (files) => {
      const found = recognizeFiles(files, context)
      for (const {index, source} of found?.files ?? []) {
        const filled = source.mapping.columns.flatMap(({target}) => exclusiveKey(target) ?? [])
        expect(new Set(filled).size).toBe(filled.length)
        expect(source.mapping.columns).toHaveLength(files[index]?.columns.length ?? 0)
        expect(SourceFile.safeParse(source).error?.issues ?? []).toEqual([])
      }
    }),
    {numRuns: 200},
  )
})

describe('an export of a service that was imported before', () => {
  const SHOPIFY_ROWS = [
    'Customer ID,Email,Accepts Email Marketing,Default Address City,Total Spent,Total Orders'.split(
      ',',
    ),
    ["'721", 'ada@example.com', 'yes', 'Elko', '10.00', '1'],
  ]

  test('fills the custom fields that the site has, whatever their type', () => {
    const customFields = [
      {name: 'city', title: 'City', type: 'text' as const},
      {name: 'customerId', title: 'Customer ID', type: 'text' as const},
      {name: 'totalSpent', title: 'Total spent', type: 'text' as const},
    ]
    const own = {...context, customFields}
    const [found] = recognizeFiles([file('customers_export.csv', SHOPIFY_ROWS)], own)?.files ?? []
    const targets = found?.source.mapping.columns.map(({target}) => target) ?? []
    expect(targets).toContainEqual({kind: 'custom', name: 'customerId', type: 'text'})
    expect(targets).toContainEqual({kind: 'custom', name: 'city', type: 'text'})
    expect(targets).toContainEqual({kind: 'custom', name: 'totalSpent', type: 'text'})
    expect(targets).toContainEqual({kind: 'custom', name: 'Total orders', type: 'number'})
  })

  test('fills a custom field from one column only', () => {
    const customFields = [{name: 'note', title: 'Customer ID', type: 'text' as const}]
    const rows = SHOPIFY_ROWS.map((cells, index) => [...cells, index === 0 ? 'Note' : 'Farmer'])
    const own = {...context, customFields}
    const [found] = recognizeFiles([file('customers_export.csv', rows)], own)?.files ?? []
    const columns = found?.source.mapping.columns ?? []
    expect(columns.filter(({target}) => columnKey(target) === 'customFields.note')).toHaveLength(1)
  })
})

describe('columns that a service is known to have', () => {
  test.each([
    ['mailchimp', 'CLEAN_TIME', {kind: 'evidence', part: 'endedAt'}, true],
    ['mailchimp', 'CLEAN_TIME', {kind: 'createdAt'}, false],
    ['mailchimp', 'LEID', {kind: 'ignore'}, true],
    ['mailchimp', 'EUID', {kind: 'custom', name: 'mailchimpEuid', type: 'text'}, true],
    ['mailchimp', 'Shoe Size', {kind: 'ignore'}, false],
    ['other', 'LEID', {kind: 'ignore'}, false],
  ] as const)('%s: %s', (vendor, heading, target, isKnown) => {
    expect(isPresetTarget(vendor, heading, target)).toBe(isKnown)
  })

  test('addresses have commas, and are no groups', () => {
    const rows = [
      [...MAILCHIMP_HEADINGS, 'Address'],
      ...['1 High St, Leeds, GB', '2 High St, Leeds, GB', '1 High St, Leeds, GB'].map(
        (address, index) => [
          ...MAILCHIMP_HEADINGS.map((heading) =>
            heading === 'Email Address' ? `a${index}@example.com` : '',
          ),
          address,
        ],
      ),
    ]
    const target = only(rows).source.mapping.columns.at(-1)?.target
    expect(target).toEqual({kind: 'custom', name: 'Address', type: 'text'})
  })
})
