// @vitest-environment jsdom
import {beforeEach, expect, test, vi} from 'vitest'
import {UPLOAD_RETENTION_MS} from '../../../../core/imports/uploadChunks.ts'
import {resumableUpload} from './resumableUpload.ts'

let next = 0
const newUlid = () => `ulid-${(next += 1)}`

beforeEach(() => {
  localStorage.clear()
  next = 0
})

test('an interrupted upload of the same files is resumed, one of other files is not', () => {
  expect(resumableUpload('alpha', 'a.csv', newUlid)).toMatchObject({
    ulid: 'ulid-1',
    isResumed: false,
  })
  expect(resumableUpload('alpha', 'a.csv', newUlid)).toMatchObject({
    ulid: 'ulid-1',
    isResumed: true,
  })
  expect(resumableUpload('alpha', 'b.csv', newUlid).isResumed).toBe(false)
  expect(resumableUpload('beta', 'a.csv', newUlid).isResumed).toBe(false)
})

test('a complete upload is forgotten, and so is one whose rows may be deleted', () => {
  resumableUpload('alpha', 'a.csv', newUlid).forget()
  expect(resumableUpload('alpha', 'a.csv', newUlid).isResumed).toBe(false)
  vi.useFakeTimers({now: Date.now() + UPLOAD_RETENTION_MS})
  try {
    expect(resumableUpload('alpha', 'a.csv', newUlid).isResumed).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})

test('stores no file name in the browser', () => {
  resumableUpload('alpha', 'Ada Example.csv', newUlid)
  const kept = Object.entries(localStorage).flat().join(' ')
  expect(kept).not.toContain('Ada')
})
