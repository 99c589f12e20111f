import {describe, expect, test} from 'vitest'
import {ChangeError} from '../../ui/changeStore.ts'
import {memoryStore, type MemoryDocument, type MemoryStore} from '../../ui/testing/memoryStore.ts'
import {commitLeadEdit, commitNote, type LeadWriter} from './commitLeadChanges.ts'

const LEAD = {
  _id: 'alpha.lead.01ARZ3NDEKTSV4RRFFQ69G5FAV',
  _type: 'lead',
  _rev: 'r1',
  site: 'alpha',
  status: 'new',
}

const CONFLICT = Object.assign(new Error('conflict'), {statusCode: 409})

/** Somebody who works with a store that refuses a patch of another revision, as Sanity does. */
function writerOf(current: Partial<typeof LEAD> | null, entries: readonly MemoryDocument[] = []) {
  const lead = current && {...LEAD, ...current}
  const store = memoryStore([...(lead ? [lead] : []), ...entries])
  const writer: LeadWriter = {
    client: store.client,
    site: {
      key: 'alpha',
      customFields: [],
      leadStatuses: [
        {value: 'new', title: 'New'},
        {value: 'won', title: 'Won'},
        {value: 'lost', title: 'Lost'},
      ],
    },
    user: {id: 'u1', name: 'Editor One'},
  }
  return {store, writer}
}

function commitsTo(store: MemoryStore): string[] {
  return store.requests.filter((tag) => tag === 'leads.change.commit')
}

function setStatus(writer: LeadWriter, to: string) {
  const field = 'status' as const
  const [seen, wanted] = [
    {field, value: LEAD.status},
    {field, value: to},
  ]
  return commitLeadEdit(writer, {id: LEAD._id, shown: LEAD, seen, wanted})
}

describe('an edit of the status', () => {
  test('commits the status and its timeline entry in one transaction', async () => {
    const {store, writer} = writerOf({})
    const {kind, mutations} = await setStatus(writer, 'won')
    expect(kind).toBe('changed')
    expect(commitsTo(store)).toHaveLength(1)
    expect(mutations.map((mutation) => Object.keys(mutation)[0])).toEqual([
      'patch',
      'createIfNotExists',
    ])
    expect(store.documents.get(LEAD._id)).toMatchObject({status: 'won'})
  })

  test('commits nothing when the lead has that status already', async () => {
    const {store, writer} = writerOf({})
    expect(await setStatus(writer, 'new')).toMatchObject({kind: 'unchanged'})
    expect(commitsTo(store)).toEqual([])
  })

  test('is decided again when another field of the lead changed', async () => {
    const {store, writer} = writerOf({_rev: 'r2'})
    expect(await setStatus(writer, 'won')).toMatchObject({kind: 'changed'})
    expect(commitsTo(store)).toHaveLength(2)
    expect(store.documents.get(LEAD._id)).toMatchObject({status: 'won'})
  })

  test('keeps the status that another user set meanwhile, and names the user', async () => {
    const entry = {
      _id: 'alpha.activity.01ARZ3NDEKTSV4RRFFQ69G5FAV.01BX5ZZKBKACTAV9WEVGEMMVRZ',
      _type: 'leadActivity',
      _rev: 'r2',
      site: 'alpha',
      leadId: LEAD._id,
      kind: 'status',
      at: '2026-03-01T10:00:00.000Z',
      actor: {kind: 'user', id: 'u2'},
      details: [{_key: 'to', name: 'to', value: 'lost'}],
    }
    const {store, writer} = writerOf({_rev: 'r2', status: 'lost'}, [entry])
    expect(await setStatus(writer, 'won')).toMatchObject({
      kind: 'overtaken',
      now: 'lost',
      by: 'u2',
    })
    expect(store.documents.get(LEAD._id)).toMatchObject({status: 'lost'})
  })

  test('succeeds when another user chose the same value', async () => {
    const {store, writer} = writerOf({_rev: 'r2', status: 'won'})
    expect(await setStatus(writer, 'won')).toMatchObject({kind: 'unchanged'})
    expect(store.documents.get(LEAD._id)).toMatchObject({_rev: 'r2'})
  })

  test('says when the lead is gone, or the status is not one of the site', async () => {
    await expect(setStatus(writerOf(null).writer, 'won')).rejects.toThrow(ChangeError)
    await expect(setStatus(writerOf({}).writer, 'unheard-of')).rejects.toThrow('no such status')
  })

  test('throws errors other than conflicts', async () => {
    const {store, writer} = writerOf({})
    const denied = Object.assign(new Error('denied'), {statusCode: 403})
    store.failWith('leads.change.commit', denied)
    await expect(setStatus(writer, 'won')).rejects.toBe(denied)
  })
})

describe('a note', () => {
  const TEXT = 'Asked for a quote by Friday.'

  test('uses the newest revision when the lead changed meanwhile', async () => {
    const {store, writer} = writerOf({_rev: 'r2', status: 'lost'})
    await commitNote(writer, LEAD, TEXT)
    expect(commitsTo(store)).toHaveLength(2)
    expect([...store.documents.values()].map(({_type}) => _type)).toContain('leadActivity')
  })

  test('is refused with its reason when it is empty', async () => {
    await expect(commitNote(writerOf({}).writer, LEAD, ' \n ')).rejects.toThrow('empty')
  })

  test('fails when conflicts never stop', async () => {
    const {store, writer} = writerOf({})
    store.failWith('leads.change.commit', CONFLICT)
    await expect(commitNote(writer, LEAD, TEXT)).rejects.toThrow('Others keep changing')
  })
})
