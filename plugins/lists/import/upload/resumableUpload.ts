import {z} from 'zod'
import {parseJsonText} from '../../../../core/documents/parseJsonText.ts'
import {sha256Hex} from '../../../../core/crypto/sha256Hex.ts'
import {UPLOAD_RETENTION_MS} from '../../../../core/imports/uploadChunks.ts'
import {BROWSER_NOTES, type UploadNotes} from './uploadNotes.ts'

/** An upload that this browser began. */
export interface ResumableUpload {
  ulid: string
  /** Whether an earlier page began it. */
  isResumed: boolean
  /** Forgets it, once it is complete. */
  forget: () => Promise<void>
}

/** Where uploads are noted, and how new ones are named. */
export interface ResumableOptions {
  newUlid: () => string
  notes?: UploadNotes
}

const Noted = z.object({ulid: z.string(), at: z.number()})

/**
 * The upload of some files: the one that an earlier page of this browser began, if it was interrupted and
 * the store still has its rows; else a new one, which is noted before its first row is sent. The browser keeps a
 * digest of what the files are called and how they are read, and no value of theirs; chunks that differ are
 * uploaded again.
 *
 * @param what - names of the files and how they are read
 */
export async function resumableUpload(
  site: string,
  what: string,
  {newUlid, notes = BROWSER_NOTES}: ResumableOptions,
): Promise<ResumableUpload> {
  const key = `leads.import.${site}.${sha256Hex(what).slice(0, 32)}`
  const noted = parseJsonText(Noted, await notes.read(key))
  const isFresh = noted !== null && Date.now() - noted.at < UPLOAD_RETENTION_MS / 2
  const ulid = isFresh ? noted.ulid : newUlid()
  await notes.write(key, JSON.stringify({ulid, at: Date.now()}))
  return {ulid, isResumed: isFresh, forget: () => notes.remove(key)}
}
