import {z} from 'zod'
import {parseJsonText} from '../../../../core/documents/parseJsonText.ts'
import {sha256Hex} from '../../../../core/crypto/sha256Hex.ts'
import {UPLOAD_RETENTION_MS} from '../../../../core/imports/uploadChunks.ts'

/** An upload that this browser began. */
export interface ResumableUpload {
  ulid: string
  /** Whether an earlier page began it. */
  isResumed: boolean
  /** Forgets it, once it is complete. */
  forget: () => void
}

const Noted = z.object({ulid: z.string(), at: z.number()})

/**
 * The upload of some files: the one that an earlier page of this browser began, if it was interrupted and
 * the store still has its rows; else a new one. The browser keeps a digest of what the files are called and
 * how they are read, and no value of theirs; chunks that differ are uploaded again.
 *
 * @param what - names of the files and how they are read
 * @param newUlid - makes a ULID
 */
export function resumableUpload(
  site: string,
  what: string,
  newUlid: () => string,
): ResumableUpload {
  const key = `leads.import.${site}.${sha256Hex(what).slice(0, 32)}`
  const noted = parseJsonText(Noted, readItem(key))
  const isFresh = noted !== null && Date.now() - noted.at < UPLOAD_RETENTION_MS / 2
  const ulid = isFresh ? noted.ulid : newUlid()
  writeItem(key, JSON.stringify({ulid, at: Date.now()}))
  return {ulid, isResumed: isFresh, forget: () => removeItem(key)}
}

// A browser may deny storage; then an interrupted upload starts over.
function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function writeItem(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {}
}

function removeItem(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {}
}
