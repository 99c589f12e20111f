import {describe, expect, test} from 'vitest'
import type {AudienceDefinition} from '../../audience/definition.ts'
import {audienceFields} from '../../audience/fields.ts'
import {ForeignDocumentError} from '../../tenancy/documentId.ts'
import {
  createSegment,
  deleteSegment,
  editSegment,
  freeSegmentTitle,
  updateSegment,
  type SegmentContext,
} from './segmentDecisions.ts'
import {segmentsThatUse} from './segmentUsers.ts'

const NOW = '2026-05-04T10:00:00.000Z'
const ULID = '01JXXXXXXXXXXXXXXXXXXXXXXX'

function definition(field: string, operator: string, value: unknown): AudienceDefinition {
  const rule = {id: 'r1', field, operator, value}
  return {version: 1, root: {id: 'root', combinator: 'and', rules: [rule]}}
}

const WON = definition('status', 'is', 'won')

function inSegment(id: string): AudienceDefinition {
  return definition('segment', 'anyOf', [id])
}

const stored = (title: string, value: AudienceDefinition) => ({
  title,
  definition: JSON.stringify(value),
})

const context: SegmentContext = {
  site: 'alpha',
  segments: new Map([
    ['alpha.segment.won', stored('Won', WON)],
    ['alpha.segment.user', stored('Uses it', inSegment('alpha.segment.won'))],
  ]),
  fields: audienceFields(),
  actor: {kind: 'user', id: 'editor-1', name: 'Editor One'},
  now: NOW,
}

describe('a new segment', () => {
  test('has an id of its site, its sentence, its version and its first count', () => {
    const count = {value: 7, at: NOW}
    const input = {title: '  Big  wins ', definition: WON, count}
    expect(createSegment(input, context, ULID)).toMatchObject({
      ok: true,
      id: `alpha.segment.${ULID}`,
      mutations: [
        {
          create: {
            _id: `alpha.segment.${ULID}`,
            _type: 'segment',
            site: 'alpha',
            title: 'Big wins',
            sentence: 'Status is “won”',
            definitionVersion: 1,
            count,
            history: [{_key: 'd2026-05-04', value: 7}],
            changedAt: NOW,
          },
        },
      ],
    })
  })

  test.each(['won', ' WON ', 'Won'])(
    'cannot be called %j when there is one called Won',
    (title) => {
      const decision = createSegment({title, definition: WON}, context, ULID)
      expect(decision).toMatchObject({ok: false, problems: [{field: 'title'}]})
    },
  )

  test('needs a name and a valid definition', () => {
    const broken = definition('status', 'is', '')
    const decision = createSegment({title: ' ', definition: broken}, context, ULID)
    expect(decision).toMatchObject({
      ok: false,
      problems: [{field: 'title'}, {field: 'definition', code: 'value.choice-missing'}],
    })
  })

  test('gets a free name when it is a copy', () => {
    expect(freeSegmentTitle('Won', ['won', 'Won (2)'])).toBe('Won (3)')
    expect(freeSegmentTitle('Lost', ['won'])).toBe('Lost')
  })
})

describe('a change of a segment', () => {
  const segment = {
    _id: 'alpha.segment.won',
    _rev: 'r1',
    ...stored('Won', WON),
    history: [{_key: 'd2026-05-03', at: '2026-05-03T10:00:00.000Z', value: 3}],
  }

  test('to another definition starts a new count', () => {
    const input = {title: 'Won', definition: definition('status', 'is', 'lost')}
    expect(updateSegment(segment, input, context)).toMatchObject({
      ok: true,
      mutations: [
        {
          patch: {
            id: segment._id,
            ifRevisionID: 'r1',
            set: {sentence: 'Status is “lost”', changedAt: NOW},
            unset: ['count', 'history', 'countFailure', 'description'],
          },
        },
      ],
    })
  })

  test('of the name alone keeps the count', () => {
    const decision = updateSegment(segment, {title: 'Won deals', definition: WON}, context)
    expect(decision).toMatchObject({ok: true, mutations: [{patch: {unset: ['description']}}]})
  })

  test('is empty when nothing differs', () => {
    const same = updateSegment(
      {
        ...segment,
        definition:
          '{"root":{"combinator":"and","id":"root","rules":[{"field":"status","id":"r1","operator":"is","value":"won"}]},"version":1}',
      },
      {title: 'Won', definition: WON},
      context,
    )
    expect(same).toEqual({ok: true, mutations: []})
  })

  test('cannot make it use itself through another', () => {
    const input = {title: 'Won', definition: inSegment('alpha.segment.user')}
    const decision = updateSegment(segment, input, context)
    expect(decision).toMatchObject({
      ok: false,
      problems: [{code: 'audience.segment-cycle'}],
    })
  })

  test('of another site is refused', () => {
    const foreign = {...segment, _id: 'beta.segment.won'}
    expect(() => updateSegment(foreign, {title: 'Won', definition: WON}, context)).toThrow(
      ForeignDocumentError,
    )
  })
})

describe('deleting a segment', () => {
  const campaigns = new Map([
    [
      'alpha.campaign.1',
      {title: 'Launch', audience: JSON.stringify(inSegment('alpha.segment.won'))},
    ],
  ])

  test('is refused while segments or campaigns use it, and says which', () => {
    const surroundings = {segments: context.segments, campaigns}
    expect(deleteSegment({_id: 'alpha.segment.won'}, 'alpha', surroundings)).toEqual({
      ok: false,
      users: [
        {kind: 'segment', id: 'alpha.segment.user', title: 'Uses it'},
        {kind: 'campaign', id: 'alpha.campaign.1', title: 'Launch'},
      ],
    })
    expect(deleteSegment({_id: 'alpha.segment.user'}, 'alpha', surroundings)).toEqual({
      ok: true,
      mutations: [{delete: {id: 'alpha.segment.user'}}],
    })
  })

  test('segments that use one are found through others', () => {
    const segments = new Map([
      ...context.segments,
      ['alpha.segment.far', stored('Far', inSegment('alpha.segment.user'))] as const,
    ])
    expect([...segmentsThatUse('alpha.segment.won', segments)]).toEqual([
      'alpha.segment.won',
      'alpha.segment.user',
      'alpha.segment.far',
    ])
  })
})

describe('a change of a segment that the person saw', () => {
  const seen = stored('Won', WON)
  const current = {_id: 'alpha.segment.won', _rev: 'r2', ...seen, history: []}
  const input = {title: 'Won deals', definition: WON}

  test('is made when only its count changed meanwhile', () => {
    expect(editSegment(current, seen, input, context)).toMatchObject({
      kind: 'changed',
      written: current._id,
    })
  })

  test.each([{title: 'Theirs'}, {description: 'Theirs'}, {definition: '{}'}])(
    'is overtaken by %j',
    (theirs) => {
      const now = {...current, ...theirs}
      expect(editSegment(now, seen, input, context)).toMatchObject({kind: 'overtaken', now: theirs})
    },
  )

  test('finds it gone, or refuses it by the rules', () => {
    expect(editSegment(null, seen, input, context).kind).toBe('gone')
    expect(editSegment(current, seen, {...input, title: ' '}, context)).toMatchObject({
      kind: 'refused',
      problems: [{field: 'title'}],
    })
  })
})
