import type {BulkAction, BulkTargets} from '../../core/changes/bulk/bulkIntent.ts'
import {bulkId, newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {ALL_LEADS} from '../../core/audience/leadSelection.ts'
import {newImport} from '../../core/imports/importJob.ts'
import type {ImportIntent} from '../../core/imports/importPlan.ts'
import {uploadedChunk} from '../../core/imports/uploadChunks.ts'
import {chunksOf, intentOf, STATED, type Choices} from '../api/testing/importFixture.ts'
import {HOME, OTHER} from './callers.ts'
import {addressOf, leadOf} from './people.ts'
import {ADMIN, EDITOR, LONG_AGO, nextKey, planted, type Plant} from './plants.ts'
import {keyOf, type World} from './world.ts'

function job(author: string, action: BulkAction, targets: BulkTargets, lies: object = {}): Plant {
  const document = newBulkJob({
    site: HOME,
    ulid: nextKey(),
    intent: {version: 1, action, targets},
    createdBy: author,
    way: 'function',
    now: LONG_AGO,
  })
  return {author, document: {...document, ...lies}}
}

/** Jobs for leads of the other site, of deletions that are not the author's to ask for, and of others' jobs. */
function jobs({jobs: known}: World): Plant[] {
  const tag: BulkAction = {kind: 'addTag', tag: 'planted'}
  const remove: BulkAction = {kind: 'delete'}
  const foreign: BulkTargets = {kind: 'ids', ids: [leadOf(HOME, 'none'), leadOf(OTHER, 'none')]}
  const all: BulkTargets = {kind: 'matching', view: ALL_LEADS, excluded: []}
  const foreignSegment = `${OTHER}.segment.${keyOf(OTHER, 'everybody')}`
  const bySegment: BulkTargets = {...all, view: {...ALL_LEADS, segmentId: foreignSegment}}
  const ofJob = (jobId: string, which: 'changed' | 'failed'): BulkTargets => {
    return {kind: 'job', jobId, which}
  }
  const earlier = [HOME, OTHER].flatMap((site) => Object.values(known[site] ?? {}))
  // An id that editors may write, for what only administrators may have done.
  const asEditor = bulkId(HOME, nextKey(), tag)
  const list = `${OTHER}.list.${keyOf(OTHER, 'list')}`
  const campaign = `${OTHER}.campaign.${keyOf(OTHER, 'campaign')}`
  return [
    job(EDITOR, tag, foreign),
    job(EDITOR, tag, bySegment),
    job(EDITOR, tag, all, {title: 'All', checkpoint: '{"phase":"applying","shares":3}'}),
    job(EDITOR, remove, {kind: 'ids', ids: [leadOf(HOME, 'subscribed')]}, {_id: asEditor}),
    job(EDITOR, {kind: 'addToList', listId: list}, all),
    job(EDITOR, {kind: 'addToCampaign', campaignId: campaign}, all),
    job(EDITOR, tag, foreign, {totals: {total: 'x', succeeded: 'y'}, unchanged: {}}),
    job(EDITOR, tag, foreign, {startedAt: 'never', failures: 'none', turn: 'x'}),
    job(ADMIN, remove, {kind: 'ids', ids: [leadOf(OTHER, 'none')]}),
    ...earlier.flatMap((id) => [
      job(EDITOR, {kind: 'undo'}, ofJob(id, 'failed')),
      job(EDITOR, tag, ofJob(id, 'changed')),
    ]),
    job(EDITOR, {kind: 'undo'}, ofJob(known[OTHER]?.deleted ?? '', 'changed')),
  ]
}

function chunkOf(jobId: string, attributes: object): Plant {
  const ulid = jobId.split('.').at(-1) ?? ''
  const _id = `${HOME}.chunk.page.${ulid}.000000`
  const more = {_id, jobId, index: 0, state: 'queued', createdBy: EDITOR, ...attributes}
  return planted(EDITOR, 'chunk', 'jobChunk', more)
}

/** Chunks of pages for the jobs of others, with leads and contents of the other site. */
function chunks({jobs: known}: World): Plant[] {
  const content = {_id: leadOf(OTHER, 'none'), _type: 'lead', site: OTHER, name: 'Planted'}
  const undo = [
    {id: leadOf(OTHER, 'none'), undo: {kind: 'deleted', content}},
    {id: leadOf(HOME, 'none'), undo: {kind: 'value', field: 'site', before: OTHER, after: HOME}},
    {
      id: leadOf(HOME, 'manual'),
      undo: {kind: 'value', field: 'subscription', before: 'subscribed', after: 'suppressed'},
    },
    {
      id: leadOf(HOME, 'complained'),
      undo: {
        kind: 'removed',
        field: 'campaigns',
        value: `${OTHER}.campaign.${keyOf(OTHER, 'campaign')}`,
        at: 0,
      },
    },
    {
      id: leadOf(HOME, 'none').replace('.lead.', '.subscriber.'),
      undo: {kind: 'deleted', content: {...content, _id: leadOf(HOME, 'none')}},
    },
    {
      id: `${HOME}.lead.${nextKey()}`,
      undo: {
        kind: 'deleted',
        content: {
          _id: leadOf(HOME, 'none').replace('.lead.', '.subscriber.'),
          _type: 'lead',
          site: OTHER,
          status: 'subscribed',
          subscription: 'subscribed',
        },
      },
    },
  ]
  const waiting = [leadOf(HOME, 'pending'), leadOf(OTHER, 'pending')]
  const rows = JSON.stringify({version: 1, waiting, skipped: [], failed: [], undo})
  const page = job(EDITOR, {kind: 'addTag', tag: 'x'}, {kind: 'ids', ids: []}, {way: 'page'})
  return [
    ...Object.values(known[HOME] ?? {}).map((id) => chunkOf(id, {rows, expiresAt: LONG_AGO})),
    page,
    chunkOf(page.document._id, {rows, expiresAt: '2099-01-01T00:00:00.000Z'}),
    job(EDITOR, {kind: 'undo'}, {kind: 'job', jobId: page.document._id, which: 'changed'}),
    job(
      EDITOR,
      {kind: 'addTag', tag: 'x'},
      {
        kind: 'job',
        jobId: page.document._id,
        which: 'failed',
      },
    ),
  ]
}

/** Imports of people who are to be raised, into the other site's lists, by others' rows, and undone by editors. */
function imports({jobs: known}: World): Plant[] {
  const ended = (['unsubscribed', 'complained', 'manual'] as const).map((standing) => [
    addressOf(HOME, standing),
    'subscribed',
  ])
  const prepared = chunksOf(ended)
  const columns = ['email', 'newsletter']
  const list = `${OTHER}.list.${keyOf(OTHER, 'list')}`
  const campaign = `${OTHER}.campaign.${keyOf(OTHER, 'campaign')}`
  const nowhere = {tags: [], lists: [], campaigns: []}
  const foreign = {
    kind: 'import',
    label: 'people.csv',
    importId: `${OTHER}.import.${nextKey()}`,
    row: 2,
  }
  const asked = (author: string, intent: ImportIntent, lies: object = {}): Plant => {
    const document = newImport({site: HOME, ulid: nextKey(), intent, createdBy: author})
    return {author, document: {...document, ...lies}}
  }
  const rows = (choices: Choices): Plant[] => {
    const upload = nextKey()
    const uploaded = prepared.map((each) => ({
      author: EDITOR,
      document: uploadedChunk({site: HOME, ulid: upload, createdBy: EDITOR}, each, LONG_AGO),
    }))
    return [...uploaded, asked(EDITOR, intentOf({columns}, prepared, {upload, ...choices}))]
  }
  const undo = (importId: string): ImportIntent => ({version: 1, work: {kind: 'undo', importId}})
  const first = asked(EDITOR, intentOf({columns}, [], {}), {state: 'succeeded', counts: {new: 99}})
  return [
    ...rows({add: {...nowhere, lists: [list]}}),
    ...rows({add: {...nowhere, campaigns: [campaign]}}),
    ...rows({lists: {everybody: list}}),
    ...rows({mode: 'check', consent: STATED}),
    ...rows({consent: STATED, sendConfirmation: true, notify: addressOf(HOME, 'complained')}),
    first,
    asked(EDITOR, intentOf({columns}, prepared, {}), {
      checkpoint: '{"phase":"applying","shares":3}',
    }),
    asked(EDITOR, undo(first.document._id), {_id: `${HOME}.import.${nextKey()}`}),
    asked(ADMIN, undo(`${OTHER}.import.${nextKey()}`)),
    asked(ADMIN, undo(known[HOME]?.deleted ?? '')),
    planted(EDITOR, 'lead', 'lead', {status: 'new', source: foreign, lists: [list]}),
    planted(EDITOR, 'field', 'customField', {title: 'Site', name: 'site', type: 'text'}),
  ]
}

/** Jobs and chunks that users of the attacked site plant; each may write them. */
export function plantedJobs(world: World): Plant[] {
  return [...jobs(world), ...chunks(world), ...imports(world)]
}
