import {describe, expect, test} from 'vitest'
import type {Mutation} from '../../../../core/changes/mutation.ts'
import {LeadChangeError} from '../../data/leadChangeError.ts'
import type {LeadStore, WritableLead} from './leadWrites.ts'
import {NO_PENDING, withPending, withoutPending} from './pendingStatuses.ts'
import {writeNote} from './writeNote.ts'
import {writeStatus, type StatusRequest} from './writeStatus.ts'

const LEAD: WritableLead = {
  _id: 'alpha.lead.01ARZ3NDEKTSV4RRFFQ69G5FAV',
  _rev: 'r1',
  site: 'alpha',
  status: 'new',
}

const REQUEST: StatusRequest = {
  lead: LEAD,
  site: {
    key: 'alpha',
    leadStatuses: [
      {value: 'new', title: 'New'},
      {value: 'won', title: 'Won'},
      {value: 'lost', title: 'Lost'},
    ],
  },
  to: 'won',
  actor: {kind: 'user', id: 'u1', name: 'Editor One'},
  now: '2026-03-01T10:00:00.000Z',
  activityId: '01BX5ZZKBKACTAV9WEVGEMMVRZ',
}

const CONFLICT = Object.assign(new Error('conflict'), {statusCode: 409})

/** A store that refuses a patch whose revision is not the lead's, as Sanity does. */
function storeOf(current: WritableLead | null, changedBy: string | null = null) {
  const commits: Mutation[][] = []
  const store: LeadStore = {
    read: async () => current,
    whoSetStatus: async () => changedBy,
    commit: async (mutations) => {
      const stale = mutations.some(
        (each) => 'patch' in each && each.patch.ifRevisionID !== current?._rev,
      )
      if (stale) throw CONFLICT
      commits.push(mutations)
    },
  }
  return {store, commits}
}

describe('writeStatus', () => {
  test('writes the status and its timeline entry in one transaction', async () => {
    const {store, commits} = storeOf(LEAD)
    expect(await writeStatus(store, REQUEST)).toEqual({kind: 'changed', isNew: true})
    expect(commits).toHaveLength(1)
    expect(commits[0]?.map((mutation) => Object.keys(mutation)[0])).toEqual([
      'patch',
      'createIfNotExists',
    ])
  })

  test('writes nothing when the lead has that status already', async () => {
    const {store, commits} = storeOf(LEAD)
    expect(await writeStatus(store, {...REQUEST, to: 'new'})).toEqual({
      kind: 'changed',
      isNew: false,
    })
    expect(commits).toEqual([])
  })

  test('tries again when somebody changed something else of the lead', async () => {
    const {store, commits} = storeOf({...LEAD, _rev: 'r2'})
    expect(await writeStatus(store, REQUEST)).toEqual({kind: 'changed', isNew: true})
    expect(commits).toHaveLength(1)
  })

  test('lets the status stand that somebody else gave in between, and says who', async () => {
    const {store, commits} = storeOf({...LEAD, _rev: 'r2', status: 'lost'}, 'u2')
    expect(await writeStatus(store, REQUEST)).toEqual({
      kind: 'overtaken',
      status: 'lost',
      by: 'u2',
    })
    expect(commits).toEqual([])
  })

  test('agrees with somebody who chose the same', async () => {
    const {store, commits} = storeOf({...LEAD, _rev: 'r2', status: 'won'})
    expect(await writeStatus(store, REQUEST)).toEqual({kind: 'changed', isNew: false})
    expect(commits).toEqual([])
  })

  test('says when the lead is gone, or the status is not one of the site', async () => {
    await expect(writeStatus(storeOf(null).store, REQUEST)).rejects.toThrow(LeadChangeError)
    await expect(writeStatus(storeOf(LEAD).store, {...REQUEST, to: 'unheard-of'})).rejects.toThrow(
      'no such status',
    )
  })

  test('passes on what is no conflict', async () => {
    const {store} = storeOf(LEAD)
    const denied = Object.assign(new Error('denied'), {statusCode: 403})
    const refusing = {...store, commit: () => Promise.reject(denied)}
    await expect(writeStatus(refusing, REQUEST)).rejects.toBe(denied)
  })
})

describe('writeNote', () => {
  const note = {...REQUEST, text: 'Asked for a quote by Friday.'}

  test('goes with the newest revision when the lead changed meanwhile', async () => {
    const {store, commits} = storeOf({...LEAD, _rev: 'r2', status: 'lost'})
    await writeNote(store, note)
    expect(commits).toHaveLength(1)
  })

  test('refuses an empty note with its reason', async () => {
    await expect(writeNote(storeOf(LEAD).store, {...note, text: ' \n '})).rejects.toThrow('empty')
  })

  test('gives up when others never stop', async () => {
    const {store} = storeOf(LEAD)
    const contested = {...store, commit: () => Promise.reject(CONFLICT)}
    await expect(writeNote(contested, note)).rejects.toThrow('Others keep changing')
  })
})

describe('pending statuses', () => {
  test('are shown from the choice until the answer', () => {
    const chosen = withPending(NO_PENDING, 'a', 'won')
    expect(chosen.get('a')).toBe('won')
    expect(withoutPending(chosen, 'a', 'won').has('a')).toBe(false)
  })

  test('keep the newer choice when the older one is answered', () => {
    const twice = withPending(withPending(NO_PENDING, 'a', 'won'), 'a', 'lost')
    expect(withoutPending(twice, 'a', 'won').get('a')).toBe('lost')
  })
})
