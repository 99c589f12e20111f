import {
  guessColumns,
  type ColumnGuess,
  type FileColumn,
  type GuessContext,
  type GuessReason,
} from '../guessColumns.ts'
import {columnKey, exclusiveKey} from '../columnKey.ts'
import {customFieldOf} from '../guessing/customProposal.ts'
import {headingKey} from '../../leads/headingKey.ts'
import {headingWords} from '../guessing/headings.ts'
import {samplesOf} from '../guessing/samples.ts'
import {splitCell, type CellSeparator} from '../cells/splitCell.ts'
import {
  MAPPING_VERSION,
  MAX_IMPORT_COLUMNS,
  type ColumnTarget,
  type ImportedSubscription,
} from '../importMapping.ts'
import type {SourceFile} from '../importPlan.ts'
import {ACTIVE_CAMPAIGN} from './activeCampaign.ts'
import {HUBSPOT} from './hubSpot.ts'
import {KLAVIYO} from './klaviyo.ts'
import {MAILCHIMP} from './mailchimp.ts'
import {SHOPIFY} from './shopify.ts'
import {BREVO, KIT, LISTMONK} from './smallVendors.ts'
import {
  type ExportedFile,
  type LeftBehindReason,
  type PresetColumn,
  type VendorPreset,
} from './vendorPreset.ts'

/** Services whose exports are known, the most particular first. */
export const VENDORS: readonly VendorPreset[] = [
  KLAVIYO,
  SHOPIFY,
  MAILCHIMP,
  LISTMONK,
  HUBSPOT,
  BREVO,
  ACTIVE_CAMPAIGN,
  KIT,
]

/** What recognizing depends on beside the files. */
export interface RecognitionContext extends GuessContext {
  /** IANA name of the site's zone. */
  timeZone: string
}

/** A column that is not imported, and why. */
export interface LeftBehind {
  column: number
  heading: string
  reason: LeftBehindReason
}

/** A file of a known service, with a mapping of all its columns. */
export interface RecognizedFile {
  /** Position among the files that were given. */
  index: number
  source: SourceFile
  /** One for each column. */
  guesses: readonly ColumnGuess[]
  leftBehind: readonly LeftBehind[]
  /** Name for a list of the people of this file, where the file is the export of one. */
  listName: string | null
  /** Names of lists that its first rows name. */
  listNames: readonly string[]
}

/** Files of a known service. */
export interface RecognizedExport {
  vendor: string
  /** The service's name. */
  title: string
  /** From 0 to 1. */
  confidence: number
  /** In the order to import them: people who refused mail come first. */
  files: readonly RecognizedFile[]
  /** Positions of files that are no people of this service. */
  others: readonly number[]
}

/** Least confidence with which files are taken for those of a service. */
const LEAST_CONFIDENCE = 0.6

/** Subscriptions in the order in which their files are imported. */
const ORDER: readonly (ImportedSubscription | null)[] = [
  'complained',
  'bounced',
  'unsubscribed',
  null,
  'none',
  'pending',
  'subscribed',
]

/** Fewest values from which groups can be distinguished from other texts. */
const LEAST_GROUPS = 4

/**
 * The sign between the groups of a column, where its values are groups of an account: several in a cell,
 * the same again and again, or with a comma that is marked as part of a name.
 */
function groupSeparator(column: FileColumn): CellSeparator | null {
  const {values} = samplesOf(column.samples)
  for (const [separator, sign] of [
    ['|', '||'],
    [',', ','],
  ] as const) {
    if (!values.some((value) => value.includes(sign))) continue
    const parts = values.flatMap((value) => splitCell(value, separator))
    const isMarked = separator === '|' || values.some((value) => value.includes('\\,'))
    const isRepeated = parts.length >= LEAST_GROUPS && new Set(parts).size * 2 <= parts.length
    if ((isMarked || isRepeated) && parts.every((part) => part.length <= 80)) return separator
  }
  return null
}

/** Words of headings whose values have commas but are no groups. */
const NO_GROUPS = new Set('address street location place city adresse strasse'.split(' '))

function mayHaveGroups({heading}: FileColumn): boolean {
  return !headingWords(heading).some((word) => NO_GROUPS.has(word))
}

/** A target with the site's own custom field, where the site has it since an earlier import. */
function ownTarget(
  target: ColumnTarget,
  heading: string,
  {customFields}: GuessContext,
): ColumnTarget {
  if (target.kind !== 'custom') return target
  const own = customFieldOf(target.name, customFields) ?? customFieldOf(heading, customFields)
  return own ? {...target, name: own.name, type: own.type} : target
}

/** Targets of the columns that the service is known to export; each field once, the first column wins. */
function knownTargets(file: ExportedFile, preset: VendorPreset, context: GuessContext) {
  const targets = new Map<number, ColumnTarget>()
  const left = new Map<number, LeftBehindReason>()
  const taken = new Set<string>()
  for (const [column, {heading}] of file.columns.entries()) {
    const known = presetColumn(preset, heading)
    if (known === undefined) continue
    const target = 'target' in known ? ownTarget(known.target, heading, context) : null
    const exclusive = target && exclusiveKey(target)
    if (target && (exclusive === null || !taken.has(exclusive))) {
      if (exclusive !== null) taken.add(exclusive)
      targets.set(column, target)
    } else {
      left.set(column, 'left' in known ? known.left : 'taken')
      targets.set(column, {kind: 'ignore'})
    }
  }
  return {targets, left}
}

/** What a column of a service's export is for; `undefined` for one that the service is not known to have. */
function presetColumn({columns}: VendorPreset, heading: string): PresetColumn | undefined {
  const key = headingKey(heading)
  return Object.hasOwn(columns, key) ? columns[key] : undefined
}

function presetOf(vendor: string, heading: string): PresetColumn | undefined {
  const preset = VENDORS.find(({id}) => id === vendor)
  return preset && presetColumn(preset, heading)
}

/** Whether a column of a service's export is for what the service is known to have in it. */
export function isPresetTarget(vendor: string, heading: string, target: ColumnTarget): boolean {
  const known = presetOf(vendor, heading)
  if (known === undefined) return false
  if ('left' in known) return target.kind === 'ignore'
  const isCustom = known.target.kind === 'custom' && target.kind === 'custom'
  return isCustom || columnKey(known.target) === columnKey(target)
}

/** Why a column of a service's export is left behind; `null` for one that the service is not known to have. */
export function presetReason(vendor: string, heading: string): LeftBehindReason | null {
  const known = presetOf(vendor, heading)
  return known !== undefined && 'left' in known ? known.left : null
}

const REASONS: Readonly<Partial<Record<GuessReason, LeftBehindReason>>> = {
  empty: 'empty',
  'no-heading': 'no-heading',
  'kept-by-site': 'kept-by-site',
}

function listNamesOf(file: ExportedFile, guesses: readonly ColumnGuess[]): string[] {
  const names = guesses.flatMap(({mapping: {target}}, column) =>
    target.kind === 'lists'
      ? (file.columns[column]?.samples ?? []).flatMap((cell) => splitCell(cell, target.separator))
      : [],
  )
  return [...new Set(names)]
}

/** The name that a file has from its list: without endings, dates and marks of the download. */
function listNameOf(file: ExportedFile, preset: VendorPreset): string | null {
  if (!preset.hasListFiles) return null
  const name = (file.name.split(/[/\\]/u).at(-1) ?? '')
    .replace(/\.\w{2,5}$/u, '')
    .replace(/(?:[-_ ]*(?:\d{4}-?\d\d-?\d\d|\(\d+\)|[0-9a-f]{10,}|\d{6,}|export))+$/iu, '')
    .replaceAll(/[_\s]+/gu, ' ')
    .trim()
  const isGeneric = /^(?:export|contacts?|members?|people|profiles?|download|liste?|segment)?$/iu
  return isGeneric.test(name) ? null : name.slice(0, 100)
}

function recognizedFile(
  file: ExportedFile,
  index: number,
  preset: VendorPreset,
  context: RecognitionContext,
): RecognizedFile {
  const {targets, left} = knownTargets(file, preset, context)
  const ownGroups = new Set<number>()
  const first = guessColumns(file.columns, context, targets)
  for (const [column, {reason}] of first.entries()) {
    const own = file.columns[column] ?? NONE
    const separator = reason === 'new-field' && mayHaveGroups(own) ? groupSeparator(own) : null
    if (separator === null) continue
    ownGroups.add(column)
    targets.set(column, {kind: 'tags', separator})
  }
  const guesses = ownGroups.size > 0 ? guessColumns(file.columns, context, targets) : first
  const leftBehind = guesses.flatMap(({mapping, reason}, column): LeftBehind[] =>
    mapping.target.kind === 'ignore'
      ? [{column, heading: mapping.heading, reason: left.get(column) ?? REASONS[reason] ?? 'taken'}]
      : [],
  )
  return {
    index,
    source: {
      name: file.name.slice(-300),
      vendor: preset.id,
      mapping: {version: MAPPING_VERSION, columns: guesses.map(({mapping}) => mapping)},
      subscription: preset.subscriptionOf(file),
      timeZone: preset.timeZone ?? context.timeZone,
    },
    guesses,
    leftBehind,
    listName: listNameOf(file, preset),
    listNames: listNamesOf(file, guesses),
  }
}

const NONE: FileColumn = {heading: '', samples: []}

function rank({source}: RecognizedFile): number {
  return ORDER.indexOf(source.subscription)
}

/** Whether a file has people in it: a mapping needs an address. */
function hasPeople({source}: RecognizedFile): boolean {
  return source.mapping.columns.some(
    ({target}) => target.kind === 'field' && target.field === 'email',
  )
}

/**
 * Recognizes the files that a service exported, by headings and names, and maps all their columns. The
 * account's own columns are guessed; groups of an account become tags. `null` for files of no known service.
 *
 * @param files - those of one archive, or chosen together; at most 500 columns each
 */
export function recognizeFiles(
  files: readonly ExportedFile[],
  context: RecognitionContext,
): RecognizedExport | null {
  const readable = files.map(
    ({columns}) => columns.length > 0 && columns.length <= MAX_IMPORT_COLUMNS,
  )
  const scored = VENDORS.map((preset) => {
    const scores = files.map((file, index) => (readable[index] ? preset.recognize(file) : 0))
    return {preset, scores, best: Math.max(0, ...scores)}
  })
  const found = scored.reduce((left, right) => (right.best > left.best ? right : left))
  if (found.best < LEAST_CONFIDENCE) return null
  const {preset, scores} = found
  const recognized = files.flatMap((file, index) =>
    (scores[index] ?? 0) >= LEAST_CONFIDENCE ? [recognizedFile(file, index, preset, context)] : [],
  )
  const people = recognized.filter(hasPeople)
  if (people.length === 0) return null
  const indexes = new Set(people.map(({index}) => index))
  return {
    vendor: preset.id,
    title: preset.title,
    confidence: found.best,
    files: people.toSorted((a, b) => rank(a) - rank(b) || a.index - b.index),
    others: files.flatMap((_, index) => (indexes.has(index) ? [] : [index])),
  }
}
