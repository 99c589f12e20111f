import {base32} from '../crypto/encodings.ts'
import {equalInConstantTime, mac} from '../crypto/mac.ts'
import {sha256Hex} from '../crypto/sha256Hex.ts'
import {cellText} from '../imports/cells/cellText.ts'
import {parseEmailCell} from '../imports/cells/emailCell.ts'
import {
  formatUploadedRows,
  parseUploadedRows,
  readUploadedRows,
  type UploadedRow,
  type UploadedRows,
} from '../imports/uploadedChunk.ts'
import {ERASED_ROW} from '../imports/uploadedRow.ts'
import type {PersonMatcher} from './erasure.ts'

/** The text of an uploaded chunk without the rows of a person. */
export interface ForgottenUpload {
  rows: string
  /** How many rows held something. */
  forgotten: number
}

/** What may stand around an address in a text. */
const AROUND = /[\s<>()[\]{},;:"|\\]+/u
const AT_ENDS = /^[.'`=/]+|[.'`=/?]+$/gu

const ENCODED_AT = /%40/u

/** Longest word that may be an address, with what stands around it, in UTF-16 code units. */
const MAX_WORD = 1000

/** What no part of an address has but in rare local parts: what is between may be an address. */
const BETWEEN = /[^\p{L}\p{N}._+'@-]+/u
const DOMAIN = /^[\p{L}\p{N}.-]*/u

/**
 * What may be addresses in a word that is none itself, such as `a@x.com/b@x.com` and `?mail=a@x.com&list=7`. Takes
 * no longer than the word is long.
 */
function addressesIn(word: string): string[] {
  return word.split(BETWEEN).flatMap((piece) => {
    const parts = piece.split('@')
    return parts.slice(1).map((after, index) => {
      const before = parts[index] ?? ''
      // Behind another address only what its domain cannot have divides the two.
      const local = index === 0 ? before : before.slice(before.search(/[^_+']*$/u))
      return `${local}@${DOMAIN.exec(after)?.[0] ?? ''}`
    })
  })
}

/** Whether a cell of a file names an address of a person, alone or among others. */
function isInCell(cell: string, matcher: PersonMatcher): boolean {
  // Addresses of pages, such as those for unsubscribing, write signs in another way.
  const plain = ENCODED_AT.test(cell)
    ? cell.replaceAll(/%40/gu, '@').replaceAll(/%2b/giu, '+')
    : cell
  return plain.includes('@') && isInText(plain, matcher)
}

function isInText(cell: string, {isAddress}: PersonMatcher): boolean {
  const text = cellText(cell)
  if (isAddress(parseEmailCell(text)?.email)) return true
  return [cell, text].some((each) =>
    each
      .split(AROUND)
      .some(
        (word) =>
          word.length <= MAX_WORD &&
          word.includes('@') &&
          (isAddress(word) ||
            isAddress(bare(word)) ||
            addressesIn(word).some((some) => isAddress(bare(some)))),
      ),
  )
}

function bare(word: string): string {
  return word.replaceAll(AT_ENDS, '').replace(/\?.*$/u, '')
}

/** A row without what it holds of a person; `null` where it holds nothing. */
function forgetInRow(row: UploadedRow, matcher: PersonMatcher): UploadedRow | null {
  const isTheirs = row.cells.map((cell) => isInCell(cell, matcher))
  if (!isTheirs.includes(true)) return null
  const addresses = row.cells.flatMap((cell) => parseEmailCell(cellText(cell))?.email ?? [])
  const isOfAnother = addresses.length > 0 && !addresses.some(matcher.isAddress)
  return isOfAnother
    ? {...row, cells: row.cells.map((cell, index) => (isTheirs[index] ? '' : cell))}
    : {line: row.line, cells: [], problem: ERASED_ROW}
}

/**
 * Empties the rows of an uploaded chunk that are about a person, and cells that name their address in rows
 * about others. Each row keeps its line and its place, so that the numbers of the other rows, and what became
 * of them, stay the same.
 *
 * @returns `null` where no row names one, or the text is not the rows of an upload
 */
export function forgetInUpload(text: string, matcher: PersonMatcher): ForgottenUpload | null {
  if (!text.includes('@') && !ENCODED_AT.test(text)) return null
  const uploaded = readUploadedRows(text)
  if (!uploaded) return null
  let forgotten = 0
  const rows = uploaded.rows.map((row): UploadedRow => {
    const left = forgetInRow(row, matcher)
    if (left) forgotten += 1
    return left ?? row
  })
  return forgotten === 0 ? null : {rows: formatUploadedRows({...uploaded, rows}).text, forgotten}
}

/** Whether a text that nothing can parse names an address of a person. */
export function isNamedIn(text: string, matcher: PersonMatcher): boolean {
  return isInCell(text, matcher)
}

/** What a function signs when it empties rows of an uploaded chunk. */
export interface UploadSeal {
  /** Id of the chunk. */
  id: string
  /** SHA-256 of the text as it was uploaded: instructions of imports name it. */
  digest: string
  /** The text as it is now. */
  rows: string
}

/**
 * Signs the text of a chunk in which rows were emptied. Imports believe no text but the one whose digest their
 * instruction names, and one that is sealed as what an erasure has left of it.
 *
 * @param secret - `siteSecret(master, site, 'privacy')`
 */
export function sealUpload(secret: string, {id, digest, rows}: UploadSeal): string {
  return base32(mac(secret, ['upload', id, digest, sha256Hex(rows)].join('\u0000')))
}

/** An uploaded chunk as the store has it. */
export interface StoredUpload {
  _id: string
  rows?: string | null | undefined
  digest?: string | null | undefined
  /** See {@link sealUpload}. */
  seal?: string | null | undefined
}

/** Whether a function emptied rows of an uploaded chunk, and nobody has changed it since. */
export function isSealedUpload(
  secret: string,
  {_id: id, rows, digest, seal}: StoredUpload,
): boolean {
  if (!rows || !digest || !seal) return false
  return equalInConstantTime(sealUpload(secret, {id, digest, rows}), seal)
}

/**
 * Reads the rows of an uploaded chunk.
 *
 * @param digest - as the instruction of an import names it
 * @returns `null` when the text is neither that of the digest nor what an erasure has left of it
 */
export function readNamedUpload(
  secret: string,
  upload: StoredUpload | null | undefined,
  digest: string,
): UploadedRows | null {
  const rows = parseUploadedRows(upload?.rows, digest)
  if (rows || !upload) return rows
  return upload.digest === digest && isSealedUpload(secret, upload)
    ? readUploadedRows(upload.rows)
    : null
}
