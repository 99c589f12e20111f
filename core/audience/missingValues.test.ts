import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {AUDIENCE_TEST_FIELDS} from '../testing/arbitraryAudience.ts'
import {AUDIENCE_MOMENT} from '../testing/audienceValues.ts'
import {checkAudience} from './checkAudience.ts'
import {audienceToPredicate} from './evaluateAudience.ts'
import type {OperandKind} from './operands.ts'
import {includesMissing, OPERATORS} from './operators.ts'
import {audienceToGroq} from './toGroq.ts'
import {audienceToSentence} from './toSentence.ts'

const VALUES: Readonly<Record<OperandKind, unknown>> = {
  none: undefined,
  text: 'Ada',
  texts: ['Ada', 'Bo'],
  choice: 'won',
  choices: ['won', 'lost'],
  number: 5,
  numberRange: [1, 5],
  boolean: true,
  date: '2026-03-29',
  dateRange: ['2026-03-01', '2026-03-29'],
  span: {amount: 30, unit: 'day'},
  monthDay: '03-29',
  days: 7,
  times: {times: 2},
}

/** The same lead, as good as empty, in ways that a store may hold. */
const BLANK: Record<string, object> = {
  missing: {},
  null: {
    name: null,
    email: null,
    status: null,
    tags: null,
    lists: null,
    score: null,
    createdAt: null,
    source: null,
    consent: null,
    customFields: null,
  },
  empty: {
    name: '',
    email: '',
    company: '',
    status: '',
    tags: [],
    lists: [],
    createdAt: '',
    source: {},
    consent: {},
    customFields: [{name: 'seats'}, {name: 'born', value: ''}, {name: 'trial', value: null}],
  },
}

const questions = [...AUDIENCE_TEST_FIELDS.values()]
  .filter(({type}) => type !== 'segment' && type !== 'activity')
  .flatMap((field) => [...OPERATORS[field.type].values()].map((operator) => ({field, operator})))

describe.each(Object.entries(BLANK))('a lead without values (%s)', (_, attributes) => {
  const lead = {_id: 'artameta.lead.x', _type: 'lead', site: 'artameta', ...attributes}

  test('matches exactly the negative operators', () => {
    for (const {field, operator} of questions) {
      const rule = {
        id: 'r',
        field: field.name,
        operator: operator.name,
        value: VALUES[operator.operand],
      }
      const checked = checkAudience(
        {version: 1, root: {id: 'g', combinator: 'and', rules: [rule]}},
        {fields: AUDIENCE_TEST_FIELDS},
      )
      if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
      const {filter, params} = audienceToGroq(checked.audience, AUDIENCE_MOMENT)
      const tree = parse(`count(*[${filter}])`, {params})
      const {data}: {data: unknown} = evaluateSync(tree, {dataset: [lead], params})
      const isMeant = audienceToPredicate(checked.audience, AUDIENCE_MOMENT)(lead)
      expect([field.name, operator.name, isMeant]).toEqual([
        field.name,
        operator.name,
        operator.negated,
      ])
      expect([field.name, operator.name, data]).toEqual([
        field.name,
        operator.name,
        operator.negated ? 1 : 0,
      ])
    }
  })
})

const SAYS_SO =
  /\(or (?:is missing|has no tags|on no list|in no campaign)\)$|is empty$|^(?:has no tags|on no list|in no campaign)$/iu

test('sentences describe negative operators', () => {
  for (const {field, operator} of questions) {
    const value = VALUES[operator.operand]
    const rule = {id: 'r', field: field.name, operator: operator.name, value}
    const checked = checkAudience(
      {version: 1, root: {id: 'g', combinator: 'and', rules: [rule]}},
      {fields: AUDIENCE_TEST_FIELDS},
    )
    const read = operator.read(value)
    const sentence = checked.ok ? audienceToSentence(checked.audience) : ''
    const says = read.ok && includesMissing(operator, read.condition)
    expect([sentence, SAYS_SO.test(sentence)]).toEqual([sentence, says])
  }
})
