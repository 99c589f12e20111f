import {z} from 'zod'
import {sha256Hex} from '../crypto/sha256Hex.ts'
import {parseJsonText} from '../documents/parseJsonText.ts'

const Row = z.object({
  /** Line of the file where the row begins, from 1. */
  line: z.int().min(1),
  cells: z.array(z.string()),
  /** Line of an earlier row of the same file about the same person, where the page saw one. */
  repeats: z.int().min(1).optional(),
  /** Whether an earlier file has a row about the same person, where the page saw one. */
  again: z.literal(true).optional(),
  /** Code of the problem with which the file's reader gave up on the row. */
  problem: z.string().max(60).optional(),
})

/** A row of a file as it was read: all columns, in the file's order. */
export type UploadedRow = z.infer<typeof Row>

const Rows = z.object({
  version: z.literal(1),
  /** Number of the first row of the chunk in the whole import, from 0. */
  first: z.int().min(0),
  /** Which file of the import the rows are from. */
  file: z.int().min(0).default(0),
  rows: z.array(Row),
})

/** The rows of an uploaded chunk. */
export type UploadedRows = z.infer<typeof Rows>

/** The text of a chunk, and the digest that the instruction names. */
export function formatUploadedRows({first, file, rows}: Omit<UploadedRows, 'version'>): ChunkText {
  return joinUploadedRows({first, file}, rows.map(formatUploadedRow))
}

/** The text of a chunk with its digest, SHA-256 in hexadecimal. */
export interface ChunkText {
  text: string
  digest: string
}

/** The text of one row, for {@link joinUploadedRows}. */
export function formatUploadedRow(row: UploadedRow): string {
  return JSON.stringify(row)
}

/** The same as {@link formatUploadedRows}, from the texts of its rows. */
export function joinUploadedRows(
  {first, file}: Pick<UploadedRows, 'first' | 'file'>,
  rows: readonly string[],
): ChunkText {
  const text = `{"version":1,"first":${first},"file":${file},"rows":[${rows.join(',')}]}`
  return {text, digest: sha256Hex(text)}
}

/** Reads the rows of a chunk; `null` when the text is not the one that the digest is of. */
export function parseUploadedRows(
  text: string | null | undefined,
  digest: string,
): UploadedRows | null {
  if (typeof text !== 'string' || sha256Hex(text) !== digest) return null
  return parseJsonText(Rows, text)
}

/** Reads the rows of a chunk to show them; `null` for a text that is none. Decisions ask for the digest. */
export function readUploadedRows(text: string | null | undefined): UploadedRows | null {
  return parseJsonText(Rows, text)
}
