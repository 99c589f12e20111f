import {describe, expect, test} from 'vitest'
import {MAX_CONDITIONS, type AudienceDefinition} from '../../audience/definition.ts'
import {audienceFields} from '../../audience/fields.ts'
import {describeProblem} from '../../problems/problem.ts'
import {ForeignDocumentError} from '../../tenancy/documentId.ts'
import {
  audienceWithGroup,
  changeCampaignAudience,
  createCampaign,
  editCampaignAudience,
  type CampaignContext,
  type ChangedCampaign,
} from './campaignDecisions.ts'

const ULID = '01JXXXXXXXXXXXXXXXXXXXXXXX'
const [WON, GONE, ROUND] = ['alpha.segment.won', 'alpha.segment.gone', 'alpha.segment.round']

function definition(field: string, operator: string, value: unknown): AudienceDefinition {
  const rule = {id: 'r1', field, operator, value}
  return {version: 1, root: {id: 'root', combinator: 'and', rules: [rule]}}
}

const context: CampaignContext = {
  site: 'alpha',
  segments: new Map([
    [WON, {title: 'Won', definition: definition('status', 'is', 'won')}],
    [ROUND, {title: 'Round', definition: definition('segment', 'anyOf', [ROUND])}],
  ]),
  fields: audienceFields(),
}

function campaign(fields: Partial<ChangedCampaign> = {}): ChangedCampaign {
  const audience = JSON.stringify(definition('score', 'atLeast', 50))
  return {_id: 'alpha.campaign.1', _rev: 'r1', status: 'draft', audience, ...fields}
}

const segment = (id = WON) => ({kind: 'segment', id}) as const
const add = (id = WON) => ({group: segment(id), use: 'add'}) as const

describe('a new campaign', () => {
  test('is a draft for the people of the segment, with an id of its site', () => {
    const decision = createCampaign({title: '  Thank  you ', group: segment()}, context, ULID)
    expect(decision).toMatchObject({
      ok: true,
      id: `alpha.campaign.${ULID}`,
      title: 'Thank you',
      mutations: [
        {
          createIfNotExists: {
            _id: `alpha.campaign.${ULID}`,
            _type: 'campaign',
            site: 'alpha',
            title: 'Thank you',
            status: 'draft',
            audience:
              '{"root":{"combinator":"and","id":"root","rules":[{"field":"segment","id":"segment","operator":"anyOf","value":["alpha.segment.won"]}]},"version":1}',
          },
        },
      ],
    })
  })

  test('needs a title that is not too long, and a valid segment that exists', () => {
    const problems = (title: string, id: string) => {
      const decision = createCampaign({title, group: segment(id)}, context, ULID)
      return decision.ok
        ? []
        : decision.problems.map((each) => `${each.field}: ${describeProblem(each)}`)
    }
    expect(problems(' ', GONE)).toEqual([
      'title: Give the campaign a title.',
      expect.stringContaining('audience: The segment “alpha.segment.gone” no longer exists.'),
    ])
    expect(problems('x'.repeat(121), WON)).toEqual([
      'title: A title can have at most 120 characters.',
    ])
    expect(problems('x'.repeat(120), ROUND)).toEqual([
      expect.stringContaining('audience: Segments can’t use themselves'),
    ])
  })
})

describe('another audience of a campaign', () => {
  test('is written for the revision that was read', () => {
    const decision = changeCampaignAudience(campaign(), add(), context)
    expect(decision).toMatchObject({
      ok: true,
      mutations: [{patch: {id: 'alpha.campaign.1', ifRevisionID: 'r1'}}],
    })
    const [mutation] = decision.ok ? decision.mutations : []
    const set = mutation && 'patch' in mutation ? mutation.patch.set : undefined
    expect(JSON.parse(String(set?.['audience']))).toMatchObject({
      root: {combinator: 'or', rules: [{field: 'score'}, {value: [WON]}]},
    })
  })

  test.each(['sending', 'sent', 'cancelled'] as const)('is refused once it is %s', (status) => {
    for (const use of ['add', 'narrow', 'replace'] as const) {
      const decision = changeCampaignAudience(campaign({status}), {group: segment(), use}, context)
      expect(decision).toMatchObject({ok: false, problems: [{field: 'status'}]})
    }
  })

  test('is refused where the campaign’s status is unknown', () => {
    expect(changeCampaignAudience(campaign({status: null}), add(), context).ok).toBe(false)
  })

  test('is unchanged when it is for these people already', () => {
    const first = changeCampaignAudience(campaign({audience: null}), add(), context)
    const [mutation] = first.ok ? first.mutations : []
    const audience = mutation && 'patch' in mutation ? String(mutation.patch.set?.['audience']) : ''
    for (const use of ['add', 'narrow', 'replace'] as const) {
      const used = {group: segment(), use}
      const again = changeCampaignAudience(campaign({audience}), used, context)
      expect(again).toEqual({ok: true, mutations: []})
    }
  })

  test('that cannot be read is replaced, and nothing else', () => {
    const broken = campaign({audience: '{"version":1'})
    expect(changeCampaignAudience(broken, add(), context)).toMatchObject({
      ok: false,
      problems: [{field: 'audience', code: 'campaign.audience-unreadable'}],
    })
    const replaced = changeCampaignAudience(broken, {group: segment(), use: 'replace'}, context)
    expect(replaced).toMatchObject({ok: true, mutations: [{patch: {}}]})
  })

  test('with a segment that is gone can only be replaced', () => {
    const audience = JSON.stringify(definition('segment', 'anyOf', [GONE]))
    const narrow = audienceWithGroup({audience}, {group: segment(), use: 'narrow'}, context)
    expect(narrow).toMatchObject({ok: false, problems: [{code: 'audience.segment-unknown'}]})
    expect(audienceWithGroup({audience}, {group: segment(), use: 'replace'}, context).ok).toBe(true)
  })

  test('respects the limits of definitions', () => {
    const rules = Array.from({length: MAX_CONDITIONS}, (_, index) => {
      return {id: `r${index}`, field: 'score', operator: 'atLeast', value: index}
    })
    const long = {version: 1, root: {id: 'root', combinator: 'and', rules}}
    let deep: object = {id: 'inmost', combinator: 'and', not: true, rules: rules.slice(0, 2)}
    for (let level = 4; level > 0; level -= 1) {
      deep = {id: `g${level}`, combinator: 'and', rules: [deep, rules[level]]}
    }
    const problems = (value: unknown) => {
      const audience = JSON.stringify(value)
      const decision = changeCampaignAudience(campaign({audience}), add(), context)
      return decision.ok ? [] : decision.problems.map(describeProblem)
    }
    expect(problems(long)).toEqual([expect.stringContaining('At most 250 conditions')])
    expect(problems({version: 1, root: deep})).toEqual([
      expect.stringContaining('at most 5 levels deep'),
    ])
  })

  test('of another site is refused', () => {
    const foreign = campaign({_id: 'beta.campaign.1'})
    expect(() => changeCampaignAudience(foreign, add(), context)).toThrow(ForeignDocumentError)
  })
})

describe('another audience of a campaign that somebody saw', () => {
  const seen = campaign()
  const edit = (current: Parameters<typeof editCampaignAudience>[0]) =>
    editCampaignAudience(current, seen, add(), context)

  test('is decided even when other fields changed, and named by its title', () => {
    const written = {id: seen._id, title: 'Fair'}
    expect(edit({...seen, title: 'Fair'})).toMatchObject({kind: 'changed', written})
    expect(edit({...seen, title: ' '})).toMatchObject({written: {title: seen._id}})
  })

  test('is overtaken by another audience or status', () => {
    expect(edit(campaign({audience: null})).kind).toBe('overtaken')
    expect(edit(campaign({status: 'ready'})).kind).toBe('overtaken')
  })

  test('reports a campaign that is gone, or being sent', () => {
    expect(edit(null).kind).toBe('gone')
    expect(edit(campaign({status: 'sending'}))).toMatchObject({
      kind: 'refused',
      problems: [{field: 'status'}],
    })
  })
})
