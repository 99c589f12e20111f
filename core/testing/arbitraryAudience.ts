import * as fc from 'fast-check'
import {PERIOD_OPERATORS} from '../audience/dateOperators.ts'
import type {AudienceDefinition, AudienceGroup, AudienceRule} from '../audience/definition.ts'
import type {AudienceField} from '../audience/field.ts'
import {audienceFields} from '../audience/fields.ts'
import type {OperandKind} from '../audience/operands.ts'
import {OPERATORS} from '../audience/operators.ts'
import {
  AUDIENCE_CUSTOM_FIELDS,
  audienceIdentifier,
  audienceTextPart,
  NUMBERS,
} from './audienceValues.ts'

/** The fields that generated definitions use. */
export const AUDIENCE_TEST_FIELDS = audienceFields(AUDIENCE_CUSTOM_FIELDS)

/** Segments that generated definitions may use; the second uses the first. */
export const AUDIENCE_TEST_SEGMENTS = new Map([
  [
    'artameta.segment.won',
    {
      title: 'Won',
      definition: {
        version: 1,
        root: {
          id: 'g',
          combinator: 'or',
          rules: [
            {id: 'r1', field: 'status', operator: 'is', value: 'won'},
            {id: 'r2', field: 'tags', operator: 'anyOf', value: ['vip', 'VIP']},
          ],
        },
      },
    },
  ],
  [
    'artameta.segment.others',
    {
      title: 'Others',
      definition: JSON.stringify({
        version: 1,
        root: {
          id: 'g',
          combinator: 'and',
          not: true,
          rules: [
            {id: 'r1', field: 'segment', operator: 'anyOf', value: ['artameta.segment.won']},
            {id: 'r2', field: 'score', operator: 'atMost', value: 12},
          ],
        },
      }),
    },
  ],
  [
    'artameta.segment.everybody',
    {title: 'Everybody', definition: {version: 1, root: {id: 'g', combinator: 'or', rules: []}}},
  ],
])

/** A definition that refers to lists, a segment, a campaign, a custom field and activities. */
export const AUDIENCE_TEST_DEFINITION = {
  version: 1,
  root: {
    id: 'g',
    combinator: 'and',
    rules: [
      {id: '1', field: 'lists', operator: 'anyOf', value: ['l1', 'l2']},
      {
        id: '2',
        combinator: 'or',
        rules: [
          {id: '3', field: 'lists', operator: 'noneOf', value: ['l1'], disabled: true},
          {id: '4', field: 'segment', operator: 'anyOf', value: ['artameta.segment.won']},
          {id: '5', field: 'customFields.seats', operator: 'atLeast', value: 3},
          {id: '6', field: 'activity.email.opened', operator: 'happened'},
        ],
      },
      {id: '7', field: 'campaigns', operator: 'anyOf', value: ['c1']},
    ],
  },
}

const typedText = audienceTextPart.filter((text) => text.normalize('NFC').trim() !== '')
const chosen = audienceIdentifier.filter((text) => text !== '')
const number = fc.constantFrom(...NUMBERS)
const day = fc.oneof(
  fc.constantFrom(
    '2026-03-29',
    '2026-03-28',
    '2024-02-29',
    '2025-10-26',
    '2026-01-01',
    '1990-05-17',
  ),
  fc
    .date({min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true})
    .map((date) => date.toISOString().slice(0, 10)),
)

function pair<Value extends number | string>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> {
  return fc.tuple(one, one).map(([a, b]) => (a <= b ? [a, b] : [b, a]))
}

const span = fc.record({
  amount: fc.oneof(fc.integer({min: 1, max: 40}), fc.integer({min: 1, max: 1000})),
  unit: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
})

const plainOperands: Readonly<Record<Exclude<OperandKind, 'times'>, fc.Arbitrary<unknown>>> = {
  none: fc.constant(undefined),
  text: typedText,
  texts: fc.array(typedText, {minLength: 1, maxLength: 3}),
  choice: chosen,
  choices: fc.array(chosen, {minLength: 1, maxLength: 3}),
  number,
  numberRange: pair(number),
  boolean: fc.boolean(),
  date: day,
  dateRange: pair(day),
  span,
  monthDay: fc.constantFrom('03-29', '02-29', '02-28', '12-31', '05-17'),
  days: fc.oneof(fc.integer({min: 0, max: 7}), fc.integer({min: 0, max: 364})),
}

const period = fc
  .constantFrom(...PERIOD_OPERATORS.values())
  .chain(({name, operand}) =>
    operand === 'times'
      ? fc.constant({operator: name})
      : plainOperands[operand].map((value) => ({operator: name, value})),
  )

const times = fc.record(
  {times: fc.integer({min: 1, max: 3}), when: period},
  {noNullPrototype: true, requiredKeys: ['times']},
)

function operandOf(field: AudienceField, kind: OperandKind): fc.Arbitrary<unknown> {
  if (field.type === 'segment') {
    const ids = fc.constantFrom(...AUDIENCE_TEST_SEGMENTS.keys())
    return fc.uniqueArray(ids, {minLength: 1, maxLength: 2})
  }
  if (kind === 'times') return times
  const own = plainOperands[kind]
  const [first, ...more] = field.options
  if (first === undefined) return own
  const option = fc.constantFrom(first, ...more)
  if (kind === 'choice') return fc.oneof(option, own)
  return kind === 'choices' ? fc.oneof(fc.array(option, {minLength: 1, maxLength: 3}), own) : own
}

/** Switched off now and then. */
const rarely = fc.oneof({weight: 12, arbitrary: fc.constant({})}, fc.constant({disabled: true}))

const [firstStorage = [], ...otherStorages] = Map.groupBy(
  AUDIENCE_TEST_FIELDS.values(),
  ({storage}) => storage,
).values()

/** Any field, each storage as likely as the others. */
const anyField = fc
  .constantFrom(firstStorage, ...otherStorages)
  .chain((fields) => fc.constantFrom(...fields))

/** A valid condition on any field, with any of its operators. */
export const arbitraryAudienceRule: fc.Arbitrary<AudienceRule> = fc
  .tuple(anyField, fc.nat(), rarely)
  .chain(([field, pick, off]) => {
    const operators = [...OPERATORS[field.type].values()]
    const operator = operators[pick % operators.length]
    if (!operator) throw new Error(`${field.name} has no operators`)
    return operandOf(field, operator.operand).map((value) => ({
      id: 'rule',
      field: field.name,
      operator: operator.name,
      ...(value === undefined ? {} : {value}),
      ...off,
    }))
  })

function groupOf(member: fc.Arbitrary<AudienceGroup | AudienceRule>): fc.Arbitrary<AudienceGroup> {
  return fc
    .record({
      combinator: fc.constantFrom('and' as const, 'or' as const),
      not: fc.boolean(),
      rules: fc.array(member, {maxLength: 3}),
      off: rarely,
    })
    .map(({off, ...group}) => ({id: 'group', ...group, ...off}))
}

const inner = groupOf(
  fc.oneof(
    {weight: 4, arbitrary: arbitraryAudienceRule},
    {weight: 1, arbitrary: groupOf(arbitraryAudienceRule)},
  ),
)

/** A valid definition: groups in groups, any field, any operator, some of it switched off. */
export const arbitraryAudienceDefinition: fc.Arbitrary<AudienceDefinition> = groupOf(
  fc.oneof({weight: 3, arbitrary: arbitraryAudienceRule}, {weight: 1, arbitrary: inner}),
).map((root) => ({version: 1, root}))
