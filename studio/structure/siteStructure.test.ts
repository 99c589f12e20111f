import {evaluate, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {schemaTypes} from '../../schemas/index.ts'
import {listFilter, SITE_LIST_GROUPS, type SiteList, SUBMISSION_LISTS} from './siteStructure.ts'

const lists = [...SITE_LIST_GROUPS.flatMap((group) => group.lists), ...SUBMISSION_LISTS.lists]

async function ids(list: SiteList, dataset: {_id: string}[]): Promise<string[]> {
  const query = parse(`*[${listFilter(list)}]._id`, {params: {type: list.type, site: 'acme'}})
  const value = await evaluate(query, {dataset, params: {type: list.type, site: 'acme'}})
  const found: unknown = await value.get()
  return Array.isArray(found) ? found.filter((id) => typeof id === 'string') : []
}

describe('lists of a site', () => {
  test.each(lists)('$id shows its own site only, of a type that exists', async (list) => {
    expect(schemaTypes().map((type) => type.name)).toContain(list.type)
    const both = ['acme', 'blue'].map((site) => ({
      _id: `${site}.x`,
      _type: list.type,
      site,
      spam: {verdict: list.id === 'spam' ? 'spam' : list.id === 'doubtful' ? 'suspect' : 'ham'},
    }))
    expect(await ids(list, both)).toEqual(['acme.x'])
  })

  test('ids within one pane are distinct', () => {
    const names = SITE_LIST_GROUPS.flatMap((group) => group.lists.map((list) => list.id))
    expect(new Set([...names, SUBMISSION_LISTS.id]).size).toBe(names.length + 1)
  })

  test('every submission is in exactly one of the verdict lists', async () => {
    const verdicts = ['ham', 'suspect', 'spam']
    const dataset = verdicts.map((verdict) => ({
      _id: verdict,
      _type: 'leadSubmission',
      site: 'acme',
      spam: {verdict},
      processedAt: '2026-01-01T00:00:00Z',
      outcome: 'processed',
    }))
    const found = await Promise.all(SUBMISSION_LISTS.lists.map((list) => ids(list, dataset)))
    expect(found.flat().toSorted()).toEqual(verdicts.toSorted())
  })
})
