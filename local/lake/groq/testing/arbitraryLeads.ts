import * as fc from 'fast-check'
import type {QueryDocument} from '../queryDocument.ts'
import {AWKWARD_IDS, awkwardList, awkwardText, awkwardValue} from './awkwardValues.ts'

const fields = fc.record(
  {
    name: awkwardValue,
    email: awkwardValue,
    company: awkwardValue,
    jobTitle: awkwardValue,
    status: fc.oneof(fc.constantFrom<unknown>('new', 'won', 'lost'), awkwardValue),
    engagement: awkwardValue,
    subscription: awkwardValue,
    score: awkwardValue,
    owner: awkwardValue,
    createdAt: awkwardValue,
    lastContactAt: awkwardValue,
    lastActivityAt: awkwardValue,
    tags: awkwardList,
    lists: awkwardList,
    campaigns: awkwardList,
    source: fc.oneof(
      fc.record({label: awkwardValue, kind: awkwardValue}, {requiredKeys: []}),
      awkwardValue,
    ),
    customFields: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.array(
          fc.record(
            {name: fc.constantFrom('Ada', 'city', "o'neill", 'Zoë 😀'), value: awkwardText},
            {requiredKeys: ['name']},
          ),
          {maxLength: 3},
        ),
      },
      {
        weight: 1,
        arbitrary: fc.array(fc.record({name: awkwardValue, value: awkwardValue}), {maxLength: 2}),
      },
      {weight: 1, arbitrary: awkwardValue},
    ),
    ref: fc.constantFrom<unknown>({_ref: 'plain'}, {_ref: 'a', more: {_ref: 'plain'}}, [
      {_ref: 'x'},
    ]),
    receivedAt: awkwardValue,
    _score: fc.oneof(
      {weight: 30, arbitrary: fc.constant(undefined)},
      {weight: 1, arbitrary: fc.constantFrom<unknown>(1, -1, 'x')},
    ),
    processedAt: awkwardValue,
    // Attributes of activities.
    leadId: fc.oneof(fc.constantFrom<unknown>(...AWKWARD_IDS), awkwardValue),
    kind: fc.oneof(fc.constantFrom<unknown>('note', 'email.opened'), awkwardValue),
    at: awkwardValue,
    form: fc.record({kind: awkwardValue}),
    spam: fc.record({verdict: awkwardValue}),
    outcome: awkwardValue,
    site: fc.oneof(
      {weight: 8, arbitrary: fc.constantFrom<unknown>('alpha', 'beta')},
      {weight: 1, arbitrary: fc.constantFrom<unknown>(null, 5, ['alpha'], '')},
    ),
    _updatedAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
  },
  {requiredKeys: ['_updatedAt']},
)

/** Leads and other documents with missing, null, mixed and awkward values, in the order of ids. */
export const arbitraryLeads: fc.Arbitrary<QueryDocument[]> = fc
  .uniqueArray(
    fc.record({
      _id: fc.constantFrom(...AWKWARD_IDS),
      _type: fc.oneof(
        {weight: 6, arbitrary: fc.constant('lead')},
        {weight: 3, arbitrary: fc.constantFrom('leadSubmission', 'leadActivity', 'other')},
      ),
      fields,
    }),
    {selector: ({_id}) => _id, maxLength: AWKWARD_IDS.length},
  )
  .map((documents) =>
    documents
      .map(({_id, _type, fields: own}) => ({...own, _id, _type}))
      .sort((a, b) => (a._id < b._id ? -1 : 1)),
  )
