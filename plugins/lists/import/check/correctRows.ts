import type {SanityClient} from '@sanity/client'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import type {UploadedFiles} from '../../../../core/imports/importDraft.ts'
import {uploadedChunk, uploadedChunkId, type Upload} from '../../../../core/imports/uploadChunks.ts'
import {formatUploadedRows, parseUploadedRows} from '../../../../core/imports/uploadedChunk.ts'
import type {JobChunk} from '../../../../core/sanity.types.generated.ts'

/** New values of cells: by the number of the row in the import, then by the position of the column. */
export type Corrections = Readonly<Record<number, Readonly<Record<number, string>>>>

/** The uploaded rows are not those that were uploaded: somebody deleted or changed them. */
export class LostRowsError extends Error {
  override readonly name = 'LostRowsError'
}

/** How many cells are corrected. */
export function countCorrections(corrections: Corrections): number {
  return Object.values(corrections).reduce((sum, cells) => sum + Object.keys(cells).length, 0)
}

/**
 * Corrects cells of uploaded rows.
 *
 * @param now - ISO 8601, UTC
 * @returns the files with the digests of the corrected chunks
 * @throws LostRowsError when a chunk is gone or changed; else the client's error
 */
export async function correctRows(
  client: SanityClient,
  upload: Upload,
  files: UploadedFiles,
  corrections: Corrections,
  now: string,
): Promise<UploadedFiles> {
  const rows = Object.keys(corrections).map(Number)
  const chunks = [...files.chunks]
  let first = 0
  for (const [index, named] of files.chunks.entries()) {
    const [from, to] = [first, first + named.rows]
    first = to
    const own = rows.filter((row) => row >= from && row < to)
    if (own.length === 0) continue
    const id = uploadedChunkId(upload.site, upload.ulid, index)
    const document = await client.getDocument<JobChunk>(id, {tag: 'leads.import.rows'})
    const uploaded = parseUploadedRows(document?.rows, named.digest)
    if (!uploaded) {
      throw new LostRowsError('The uploaded rows are gone. Go back and upload the files again.')
    }
    const corrected = uploaded.rows.map((row, at) => {
      const cells = corrections[from + at]
      if (!cells) return row
      // A row that could not be read, or that repeated another one, is looked at afresh.
      return {line: row.line, cells: row.cells.map((cell, column) => cells[column] ?? cell)}
    })
    const {text, digest} = formatUploadedRows({...uploaded, rows: corrected})
    const mutation = {createOrReplace: uploadedChunk(upload, {index, text, digest}, now)}
    await commitOnce(committer(client, 'leads.import.correct', 'sync'), [mutation])
    chunks[index] = {...named, digest}
  }
  return {...files, chunks}
}
