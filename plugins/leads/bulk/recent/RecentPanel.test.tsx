// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {
  BULK_VERSION,
  type BulkAction,
  type BulkTargets,
} from '../../../../core/changes/bulk/bulkIntent.ts'
import {newChunkRows} from '../../../../core/jobs/jobChunk.ts'
import {openTool} from '../../testing/openTool.tsx'
import {testLead} from '../../testLeads.ts'

const JOB = 'alpha.bulk.delete.01ARZ3NDEKTSV4RRFFQ69G5FAV'
const CHUNK = 'alpha.chunk.page.01ARZ3NDEKTSV4RRFFQ69G5FAV.000000'
const TAGGED = 'alpha.bulk.01ARZ3NDEKTSV4RRFFQ69G5FA0'
const READ_ONLY = [{filter: '_id in path("**")', permissions: ['read' as const]}]

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString()
}

function job(id: string, action: BulkAction, more: object = {}) {
  const targets: BulkTargets = {kind: 'ids', ids: []}
  return {
    ...testLead(0),
    _id: id,
    _type: 'bulkChange',
    _createdAt: ago(5),
    state: 'succeeded',
    way: 'page',
    totals: {total: 1, succeeded: 1, skipped: 0, failed: 0},
    unchanged: 0,
    createdBy: 'u9',
    intent: JSON.stringify({version: BULK_VERSION, action, targets, actorName: 'Liar'}),
    ...more,
  }
}

/** A deletion of leads, with what was kept of them. */
function deletion(...numbers: number[]) {
  const undo = numbers.map((number) => {
    const {_rev, ...content} = testLead(number)
    return {id: content._id, undo: {kind: 'deleted' as const, content}}
  })
  const totals = {total: undo.length, succeeded: undo.length, skipped: 0, failed: 0}
  return [
    job(JOB, {kind: 'delete'}, {totals}),
    {
      ...testLead(0),
      _id: CHUNK,
      _type: 'jobChunk',
      jobId: JOB,
      rows: JSON.stringify({...newChunkRows([]), undo}),
    },
  ]
}

const members = [{id: 'u9', name: 'Owner Nine', isRobot: false, roles: []}]
const open = {
  state: {changeId: 'all'},
  prepare: (store: {members: unknown[]}) => store.members.push(...members),
}

async function panel() {
  return within(await screen.findByRole('complementary', {name: 'Recently changed'}))
}

describe('the list of recent changes', () => {
  test('opens by its button, takes the focus, and gives it back', async () => {
    await openTool([testLead(1)])
    const button = await screen.findByRole('button', {name: 'Recently changed'})
    fireEvent.click(button)
    const list = await panel()
    const heading = list.getByRole('heading', {name: 'Recently changed'})
    await waitFor(() => expect(document.activeElement).toBe(heading))
    await list.findByText('Nothing to undo')
    fireEvent.keyDown(heading, {key: 'Escape'})
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
    expect(document.activeElement).toBe(button)
  })

  test('restores a lead by what was kept of it, and opens it', async () => {
    const store = await openTool([testLead(2), ...deletion(1)], open)
    const list = await panel()
    await list.findByText('1 lead deleted')
    await list.findByText('Person 1')
    await list.findByText(/by Owner Nine/u)
    fireEvent.click(await list.findByRole('button', {name: 'Restore Person 1'}))
    fireEvent.click(await list.findByRole('button', {name: 'Open Person 1'}))
    await screen.findByRole('heading', {name: 'Person 1'})
    expect(store.documents.get('alpha.lead.0001')).toMatchObject({
      email: 'person1@example.test',
      site: 'alpha',
    })
  })

  test('undoes a change, and says who did', async () => {
    const tagged = testLead(1, {tags: ['vip']})
    const undo = {kind: 'added', field: 'tags', value: 'vip', at: 0}
    const chunk = {
      ...testLead(0),
      _id: 'alpha.chunk.page.01ARZ3NDEKTSV4RRFFQ69G5FA0.000000',
      _type: 'jobChunk',
      jobId: TAGGED,
      rows: JSON.stringify({...newChunkRows([]), undo: [{id: tagged._id, undo}]}),
    }
    const store = await openTool([tagged, job(TAGGED, {kind: 'addTag', tag: 'vip'}), chunk], open)
    const list = await panel()
    await list.findByText('Tag “vip” added to 1 lead')
    fireEvent.click(list.getByRole('button', {name: 'Undo'}))
    await list.findByText(/Undone by Editor One/u)
    expect(store.documents.get(tagged._id)?.tags).toEqual([])
    expect(list.queryByRole('button', {name: 'Undo'})).toBeNull()
  })

  test('shows the leads of a large deletion on request', async () => {
    await openTool(deletion(1, 2, 3, 4, 5, 6), open)
    const list = await panel()
    await list.findByText('6 leads deleted')
    expect(list.queryByText('Person 6')).toBeNull()
    fireEvent.click(list.getByRole('button', {name: 'Show the leads'}))
    await list.findByText('Person 6')
    fireEvent.click(list.getByRole('button', {name: 'Restore all'}))
    await list.findByText(/Undone by Editor One/u)
    expect(list.getAllByRole('button', {name: /^Open Person/u})).toHaveLength(6)
  })

  test('is filtered, and shows when nothing matches', async () => {
    await openTool(deletion(1), open)
    const list = await panel()
    await list.findByText('1 lead deleted')
    fireEvent.change(list.getByLabelText('Show'), {target: {value: 'mine'}})
    await list.findByText('No such changes in the last 30 days.')
    expect(list.queryByText('1 lead deleted')).toBeNull()
  })

  test('offers nothing to users who may not change leads', async () => {
    await openTool(deletion(1), {...open, grants: READ_ONLY})
    const list = await panel()
    await list.findByText('Your role can see these changes but not undo them.')
    await list.findByText('Person 1')
    expect(list.queryByRole('button', {name: /^Restore/u})).toBeNull()
  })

  test('shows why it could not be read, and tries again', async () => {
    const store = await openTool(deletion(1), {
      ...open,
      prepare: ({failWith}) => failWith('leads.recent.page', new Error('broken index')),
    })
    await screen.findByText('broken index')
    store.failWith('leads.recent.page', null)
    fireEvent.click(screen.getByRole('button', {name: 'Try again'}))
    await (await panel()).findByText('1 lead deleted')
    expect(screen.queryByText('broken index')).toBeNull()
  })

  test('does not offer to try again what the role forbids', async () => {
    const denied = Object.assign(new Error('no'), {statusCode: 403})
    await openTool([], {...open, prepare: ({failWith}) => failWith('leads.recent.page', denied)})
    const list = await panel()
    await list.findByText('You don’t have access to this site’s changes')
    expect(list.queryByRole('button', {name: 'Try again'})).toBeNull()
  })
})
