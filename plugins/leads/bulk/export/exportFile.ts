import {localDateOf, siteTimeZone} from '../../../../core/time/localDate.ts'
import {CSV_TYPE} from '../../../../core/spreadsheet/csvText.ts'
import type {ExportPart} from './exportLeads.ts'

/** A file that is complete, and how many leads are in it. */
export interface ExportFile {
  contents: Blob
  rows: number
}

/**
 * Puts a file together. Each part becomes a blob of its own, which browsers keep out of the page's
 * memory: a million leads are no string.
 *
 * @param onRows - told how many leads there are so far
 * @throws whatever the parts throw; then there is no file
 */
export async function exportFile(
  parts: AsyncIterable<ExportPart>,
  onRows: (rows: number) => void,
): Promise<ExportFile> {
  const blobs: Blob[] = []
  let rows = 0
  for await (const part of parts) {
    blobs.push(new Blob([part.text]))
    rows += part.rows
    onRows(rows)
  }
  return {contents: new Blob(blobs, {type: CSV_TYPE}), rows}
}

/**
 * Name of a file of leads, with the day that it is at the site and nothing about persons.
 *
 * @param now - ISO 8601
 */
export function exportFileName(site: {key: string; timeZone?: string | null}, now: string): string {
  return `leads-${site.key}-${localDateOf(now, siteTimeZone(site))}.csv`
}
