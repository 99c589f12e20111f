import {describe, expect, it} from 'vitest'
import {siteKeyLookup} from './siteKeys.ts'

function scanOf(sites: readonly {_id: string; key: unknown}[]) {
  return {
    hasDataset: (dataset: string) => dataset === 'production',
    typeRevision: () => sites.length,
    scanDocuments: () => ({
      *[Symbol.iterator]() {
        for (const [position, site] of sites.entries()) {
          yield {position, id: site._id, json: JSON.stringify(site)}
        }
      },
      close: () => {},
    }),
  }
}

describe('siteKeyLookup', () => {
  it('lists the sites of the registry, each once, and ignores documents that name none', () => {
    const sites = [
      {_id: 'site.northpeak', key: 'northpeak'},
      {_id: 'site.artameta', key: 'artameta'},
      {_id: 'site.other', key: 'bluefern'},
      {_id: 'drafts.site.draft', key: 'draft'},
      {_id: 'site.number', key: 3},
      {_id: 'site.drafts', key: 'drafts'},
    ]
    const keys = siteKeyLookup(scanOf(sites), 'production', ['artameta'])
    expect(keys()).toEqual(['artameta', 'northpeak'])
    sites.push({_id: 'site.sundial', key: 'sundial'})
    expect(keys()).toEqual(['artameta', 'northpeak', 'sundial'])
  })

  it('falls back to the given keys while the dataset does not exist', () => {
    expect(siteKeyLookup(scanOf([]), 'staging', ['bluefern'])()).toEqual(['bluefern'])
  })
})
