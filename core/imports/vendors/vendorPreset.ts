import type {FileColumn} from '../guessColumns.ts'
import type {ColumnTarget, ImportedSubscription} from '../importMapping.ts'
import {headingKey} from '../../leads/headingKey.ts'
import {valueKey} from '../cells/valueKey.ts'

/** A file that a service exported, as it was read. */
export interface ExportedFile {
  /** With its folders, where it is from an archive. */
  name: string
  columns: readonly FileColumn[]
}

/** Why a column of an export is left behind. */
export type LeftBehindReason =
  /** It describes the service's own records. */
  | 'technical'
  /** The service calculates it; it would be out of date at once. */
  | 'calculated'
  /** It is about text messages or another channel than e-mail. */
  | 'other-channel'
  /** The site itself keeps it of every lead. */
  | 'kept-by-site'
  /** It has no values. */
  | 'empty'
  /** Another column has the same data. */
  | 'taken'
  /** It has no heading. */
  | 'no-heading'

/** What becomes of a column that a service is known to export. */
export type PresetColumn = {target: ColumnTarget} | {left: LeftBehindReason}

/** What is known of the exports of a service. */
export interface VendorPreset {
  id: string
  /** The service's name. */
  title: string
  /** How surely a file is an export of the service, from 0 to 1. */
  recognize: (file: ExportedFile) => number
  /**
   * Columns by their headings in the form of `headingKey`. The others are guessed: they are the account's
   * own.
   */
  columns: Readonly<Record<string, PresetColumn>>
  /** Subscription of the people of a file for whom no column has it. */
  subscriptionOf: (file: ExportedFile) => ImportedSubscription | null
  /** IANA name of the zone of the service's moments; `null` for the account's own, taken for the site's. */
  timeZone: string | null
  /** Whether a file may be the export of one list that gave it its name. */
  hasListFiles?: true
}

/** The headings of a file in the form in which they are compared. */
export function headingKeys(file: ExportedFile): ReadonlySet<string> {
  return new Set(file.columns.map(({heading}) => headingKey(heading)))
}

/** How many of the headings a file has. */
export function countHeadings(file: ExportedFile, headings: readonly string[]): number {
  const keys = headingKeys(file)
  return headings.filter((heading) => keys.has(heading)).length
}

/**
 * Whether the values of a column are those that a preset knows, one in five aside. So they are where a file
 * has no such column, or no values in it.
 */
export function hasKnownValues(
  file: ExportedFile,
  heading: string,
  preset: PresetColumn | undefined,
): boolean {
  const column = file.columns.find((each) => headingKey(each.heading) === heading)
  if (!column || !preset || !('target' in preset) || preset.target.kind !== 'subscription')
    return true
  const {values} = preset.target
  const words = column.samples.flatMap((cell) => cell.split(/[,;|]/u)).map(valueKey)
  const known = words.filter((word) => word === '' || Object.hasOwn(values, word))
  return known.length >= words.length * 0.8
}

/** The name of a file without its folders, in lower case. */
export function baseName({name}: Pick<ExportedFile, 'name'>): string {
  return (name.split(/[/\\]/u).at(-1) ?? '').toLowerCase()
}

/** Presets of columns that are left behind, all for the same reason. */
export function leave(
  reason: LeftBehindReason,
  headings: string,
): Readonly<Record<string, PresetColumn>> {
  return Object.fromEntries(
    headings.split(' ').map((heading) => [heading, {left: reason}] as const),
  )
}

/** The preset of a column that fills a custom field. */
export function custom(
  name: string,
  type: Extract<ColumnTarget, {kind: 'custom'}>['type'] = 'text',
): PresetColumn {
  return {target: {kind: 'custom', name, type}}
}

/** The preset of a column that holds a part of the evidence. */
export function evidence(part: Extract<ColumnTarget, {kind: 'evidence'}>['part']): PresetColumn {
  return {target: {kind: 'evidence', part}}
}

/** The preset of a column about the subscription. */
export function subscription(
  values: Extract<ColumnTarget, {kind: 'subscription'}>['values'],
): PresetColumn {
  return {target: {kind: 'subscription', values}}
}

/** Meanings of answers to “is the mail refused?”. */
export const REFUSED: Extract<ColumnTarget, {kind: 'subscription'}>['values'] = {
  yes: 'unsubscribed',
  true: 'unsubscribed',
  '1': 'unsubscribed',
  no: 'unsaid',
  false: 'unsaid',
  '0': 'unsaid',
}
