import * as fc from 'fast-check'
import {COUNTED_KINDS} from '../audience/activityFields.ts'
import type {CustomFieldType} from '../audience/customFields.ts'
import {LEAD_FIELD_NAMES, leadField, type LeadFieldType} from '../leads/leadFields.ts'
import {recordOf} from '../leads/recordOf.ts'
import {
  AUDIENCE_CUSTOM_FIELDS,
  AUDIENCE_SITE,
  audienceDate,
  audienceFlagText,
  audienceIdentifier,
  audienceNumberText,
  audienceText,
  misplacedValue,
  NUMBERS,
} from './audienceValues.ts'

/** A value that is usually as the schema wants it, and sometimes is not. */
function mostly(usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({weight: 8, arbitrary: usual}, {weight: 1, arbitrary: misplacedValue})
}

/** A value that is now and then not there. */
function sometimes(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({weight: 9, arbitrary: value}, {weight: 1, arbitrary: fc.constant(undefined)})
}

/** What JSON keeps of an object: nothing that is undefined. */
function defined(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}

const list = mostly(
  fc.array(fc.oneof({weight: 8, arbitrary: audienceIdentifier}, misplacedValue), {maxLength: 4}),
)

/** Values that suit each type of custom field. */
const customValues: Readonly<Record<CustomFieldType, fc.Arbitrary<unknown>>> = {
  number: fc.oneof(audienceNumberText, fc.constantFrom(...NUMBERS)),
  date: audienceDate,
  boolean: fc.oneof(audienceFlagText, fc.boolean()),
  text: audienceText,
}

const customFieldEntries = AUDIENCE_CUSTOM_FIELDS.map(({name, type}) =>
  fc.record({name: fc.constant(name), value: sometimes(mostly(customValues[type]))}).map(defined),
)

const customFields = mostly(
  fc
    .tuple(
      ...customFieldEntries,
      fc.array(fc.oneof(misplacedValue, ...customFieldEntries), {maxLength: 2}),
    )
    .chain((entries) => fc.shuffledSubarray(entries.flat(), {minLength: 3})),
)

const utm = fc.record(
  {source: audienceText, medium: audienceText, campaign: audienceText, term: audienceText},
  {noNullPrototype: true, requiredKeys: []},
)

/** The ids that generated leads have. */
export const LEAD_IDS = ['artameta.lead.a', 'artameta.lead.b', 'artameta.lead.c'] as const

const source = fc.record({
  kind: sometimes(audienceIdentifier),
  label: audienceText,
  formId: sometimes(audienceIdentifier),
  pageUrl: audienceText,
  utm: sometimes(mostly(utm)),
})

const consent = fc.record({
  given: mostly(fc.boolean()),
  at: mostly(audienceDate),
  purpose: audienceIdentifier,
  textId: audienceIdentifier,
  textVersion: mostly(fc.constantFrom(...NUMBERS)),
})

/** Values of each type of field. */
const values: Readonly<Record<LeadFieldType, fc.Arbitrary<unknown>>> = {
  text: mostly(audienceText),
  email: mostly(audienceText),
  phone: mostly(audienceText),
  linkedIn: mostly(audienceText),
  choice: mostly(audienceIdentifier),
  user: mostly(audienceIdentifier),
  tags: list,
  references: list,
  number: mostly(fc.constantFrom(...NUMBERS)),
  moment: mostly(audienceDate),
}

const attributes = fc
  .record({
    ...recordOf(LEAD_FIELD_NAMES, (name) => sometimes(values[leadField(name).type])),
    customFields: sometimes(customFields),
    source: sometimes(mostly(source.map(defined))),
    consent: sometimes(mostly(consent.map(defined))),
  })
  .map(defined)

/** A lead as a store may really hold one: anything missing, null, or of another type. */
export const arbitraryLead = fc
  .tuple(fc.constantFrom(...LEAD_IDS), attributes)
  .map(([_id, own]) => ({...own, _id, _type: 'lead', site: AUDIENCE_SITE}))

/** Entries of timelines of generated leads, some of another site. */
export const arbitraryActivities = fc.array(
  fc.record(
    {
      _type: fc.constant('leadActivity'),
      site: fc.oneof(
        {weight: 9, arbitrary: fc.constant(AUDIENCE_SITE)},
        {weight: 1, arbitrary: fc.constant('bluefern')},
      ),
      leadId: fc.oneof(
        {weight: 6, arbitrary: fc.constantFrom<unknown>(...LEAD_IDS)},
        misplacedValue,
      ),
      kind: mostly(fc.constantFrom(...COUNTED_KINDS, ...COUNTED_KINDS.slice(2, 5))),
      at: mostly(audienceDate),
    },
    {noNullPrototype: true, requiredKeys: ['_type', 'site']},
  ),
  {maxLength: 30},
)

/** Several leads with different ids, and what they did. */
export const arbitraryLeads = fc.record({
  leads: fc.uniqueArray(arbitraryLead, {selector: ({_id}) => _id, minLength: 1, maxLength: 3}),
  activities: arbitraryActivities,
})
