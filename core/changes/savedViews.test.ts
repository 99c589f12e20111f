import {describe, expect, test} from 'vitest'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {
  deleteView,
  lockView,
  mayLockView,
  overwriteView,
  shareView,
  unlockView,
  type StoredView,
} from './savedViews.ts'

const SHARING = {
  site: 'alpha',
  userId: 'u1',
  ulid: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  view: {title: '  Fair\n2026 ', address: 'sort=name.asc', search: '', definition: null},
}

describe('a shared view', () => {
  test('belongs to its site, and is written once even when sent again', () => {
    expect(shareView(SHARING)).toEqual({
      ok: true,
      id: 'alpha.view.01ARZ3NDEKTSV4RRFFQ69G5FAV',
      mutations: [
        {
          createIfNotExists: {
            _id: 'alpha.view.01ARZ3NDEKTSV4RRFFQ69G5FAV',
            _type: 'savedView',
            site: 'alpha',
            title: 'Fair 2026',
            address: 'sort=name.asc',
            createdBy: 'u1',
          },
        },
      ],
    })
  })

  test('needs a name', () => {
    const view = {...SHARING.view, title: ' \n '}
    expect(shareView({...SHARING, view})).toMatchObject({ok: false})
  })

  test('is removed only by its own site', () => {
    expect(deleteView({site: 'alpha', id: 'alpha.view.x'})).toEqual([
      {delete: {id: 'alpha.view.x'}},
    ])
    expect(() => deleteView({site: 'beta', id: 'alpha.view.x'})).toThrow(ForeignDocumentError)
  })
})

describe('a lock of a shared view', () => {
  const OWNER = {id: 'u1', isAdmin: false}
  const OTHER = {id: 'u2', isAdmin: false}
  const ADMIN = {id: 'u3', isAdmin: true}
  const OPEN: StoredView = {_id: 'alpha.view.x', _rev: 'r1', createdBy: 'u1'}
  const LOCKED: StoredView = {
    ...OPEN,
    lock: {by: 'u1', at: '2026-03-01T10:00:00.000Z', reason: 'Weekly report'},
  }
  const view = {address: 'sort=name.desc', search: '', definition: null}
  const site = 'alpha'
  const now = '2026-03-02T10:00:00.000Z'

  test('keeps others from overwriting it, with the reason', () => {
    expect(overwriteView({site, stored: LOCKED, view, actor: OTHER})).toEqual({
      ok: false,
      problems: [
        {
          field: 'lock',
          code: 'view.locked-because',
          values: {reason: 'Weekly report'},
        },
      ],
    })
    for (const actor of [OWNER, ADMIN]) {
      expect(overwriteView({site, stored: LOCKED, view, actor}).ok).toBe(true)
    }
  })

  test('is absent at first: every editor may overwrite, at the revision that was read', () => {
    expect(overwriteView({site, stored: OPEN, view, actor: OTHER})).toEqual({
      ok: true,
      mutations: [
        {
          patch: {
            id: 'alpha.view.x',
            ifRevisionID: 'r1',
            set: {address: 'sort=name.desc'},
            unset: ['search', 'definition'],
          },
        },
      ],
    })
  })

  test('is set and taken off by who shared the view, and by administrators', () => {
    for (const actor of [OWNER, ADMIN]) {
      const lock = {by: actor.id, at: now, reason: 'For the board'}
      const locking = lockView({site, stored: OPEN, actor, reason: ' For the\nboard ', now})
      expect(locking).toMatchObject({ok: true, mutations: [{patch: {set: {lock}}}]})
      const unlocking = unlockView({site, stored: LOCKED, actor})
      expect(unlocking).toMatchObject({ok: true, mutations: [{patch: {unset: ['lock']}}]})
    }
    expect(lockView({site, stored: OPEN, actor: OTHER, reason: '', now}).ok).toBe(false)
    expect(unlockView({site, stored: LOCKED, actor: OTHER}).ok).toBe(false)
    expect(unlockView({site, stored: OPEN, actor: OWNER})).toEqual({ok: true, mutations: []})
  })

  test('of a view without an author is for administrators', () => {
    const nobody = {...OTHER, id: ''}
    expect(mayLockView({...OPEN, createdBy: ''}, nobody)).toBe(false)
    expect(mayLockView({...OPEN, createdBy: null}, ADMIN)).toBe(true)
  })

  test('is only for the view’s site', () => {
    const foreign = {site: 'beta', stored: LOCKED, actor: ADMIN}
    expect(() => unlockView(foreign)).toThrow(ForeignDocumentError)
    expect(() => lockView({...foreign, reason: '', now})).toThrow(ForeignDocumentError)
    expect(() => overwriteView({...foreign, view})).toThrow(ForeignDocumentError)
  })
})
