import {expect, test, vi} from 'vitest'
import {UPLOAD_RETENTION_MS} from '../../../../core/imports/uploadChunks.ts'
import {resumableUpload} from './resumableUpload.ts'
import type {UploadNotes} from './uploadNotes.ts'

/** A browser: pages of it find what an earlier one noted. */
function browser() {
  const kept = new Map<string, string>()
  let next = 0
  const notes: UploadNotes = {
    read: async (key) => kept.get(key) ?? null,
    write: async (key, text) => void kept.set(key, text),
    remove: async (key) => void kept.delete(key),
  }
  const newUlid = () => `ulid-${(next += 1)}`
  const upload = (site: string, what: string) => resumableUpload(site, what, {newUlid, notes})
  return {kept, upload}
}

test('an interrupted upload of the same files is resumed, one of other files is not', async () => {
  const {upload} = browser()
  expect(await upload('alpha', 'a.csv')).toMatchObject({ulid: 'ulid-1', isResumed: false})
  expect(await upload('alpha', 'a.csv')).toMatchObject({ulid: 'ulid-1', isResumed: true})
  expect((await upload('alpha', 'b.csv')).isResumed).toBe(false)
  expect((await upload('beta', 'a.csv')).isResumed).toBe(false)
})

test('a complete upload is forgotten, and so is one whose rows may be deleted', async () => {
  const {upload} = browser()
  await (await upload('alpha', 'a.csv')).forget()
  expect((await upload('alpha', 'a.csv')).isResumed).toBe(false)
  vi.useFakeTimers({now: Date.now() + UPLOAD_RETENTION_MS, toFake: ['Date']})
  try {
    expect((await upload('alpha', 'a.csv')).isResumed).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})

test('is new where the browser keeps nothing', async () => {
  const newUlid = () => 'ulid'
  expect(await resumableUpload('alpha', 'a.csv', {newUlid})).toMatchObject({isResumed: false})
  expect(await resumableUpload('alpha', 'a.csv', {newUlid})).toMatchObject({isResumed: false})
})

test('stores no file name in the browser', async () => {
  const {kept, upload} = browser()
  await upload('alpha', 'Ada Example.csv')
  expect([...kept].flat().join(' ')).not.toContain('Ada')
})
