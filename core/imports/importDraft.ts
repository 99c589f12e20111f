import {valueKey} from './cells/valueKey.ts'
import type {ImportMapping, ImportedSubscription, SubscriptionMeaning} from './importMapping.ts'
import {
  IMPORT_VERSION,
  type ConflictRule,
  type ImportIntent,
  type RowsToImport,
  type StatedConsent,
} from './importPlan.ts'
import {possibleKey, type MatchKey} from './matchKey.ts'
import type {SourceTotals} from './sourceTotals.ts'

/** A file that somebody is about to import. */
export interface DraftFile {
  /** Identifies the file among those that were opened. */
  key: string
  /** As the person chose it, with its place in an archive or workbook. */
  name: string
  /** The service that exported it, where it was recognised. */
  vendor: string | null
  isIncluded: boolean
  mapping: ImportMapping
  /** Subscription of people for whom no column has it. */
  subscription: ImportedSubscription | null
  /** IANA name of the zone of its moments; `null` for the site's. */
  timeZone: string | null
  /** Name of the list that the file is an export of; its people are added to it. */
  listName: string | null
  /** Names of lists in its columns. */
  listNames: readonly string[]
}

/** What a name of a list in the files stands for. */
export type ListChoice =
  | {kind: 'existing'; id: string}
  /** A new list of that name is created with the import. */
  | {kind: 'new'}
  | {kind: 'ignore'}

/** The consent that somebody is about to state; `null` for what is not filled in. */
export interface DraftConsent {
  /** Whether these people agreed to get the newsletter. `null` until somebody says so. */
  isStated: boolean | null
  text: string
  /** One of the site's consent texts, where it was that. */
  textId: string | null
  textVersion: number | null
  /** A day, `YYYY-MM-DD`, in the site's time zone. */
  on: string
  where: string
}

/** An import that somebody prepares, with all choices. */
export interface ImportDraft {
  files: readonly DraftFile[]
  /** IANA name of the site's zone. */
  timeZone: string
  /** What becomes of fields that a lead has already. */
  existing: ConflictRule
  /** Exceptions from it, by field; custom fields by `customFields.<name>`. */
  fields: Readonly<Record<string, ConflictRule>>
  /** Decisions about single rows, by the row's number. */
  rows: Readonly<Record<string, ConflictRule>>
  consent: DraftConsent
  tags: readonly string[]
  /** Ids of lists that everybody is added to. */
  lists: readonly string[]
  campaigns: readonly string[]
  /** What the names of lists in the files stand for, by {@link valueKey}; new lists for those left out. */
  listChoices: Readonly<Record<string, ListChoice>>
  sendConfirmation: boolean
  /** What finds the leads of rows without an e-mail address; `null` for nothing. */
  match: MatchKey | null
  /** What the source shows of its people, to be compared with. */
  sourceTotals: SourceTotals
  /** Where a mail with the result goes; `null` for none. */
  notify: string | null
}

/** A draft of which nothing is chosen yet. */
export function newImportDraft(timeZone: string): ImportDraft {
  return {
    files: [],
    timeZone,
    existing: 'fill',
    fields: {},
    rows: {},
    consent: {isStated: null, text: '', textId: null, textVersion: null, on: '', where: ''},
    tags: [],
    lists: [],
    campaigns: [],
    listChoices: {},
    sendConfirmation: false,
    match: null,
    sourceTotals: {},
    notify: null,
  }
}

/** Files of a draft that will be imported. */
export function includedFiles(draft: ImportDraft): DraftFile[] {
  return draft.files.filter(({isIncluded}) => isIncluded)
}

/** Whether a file can make anybody a subscriber, so that consent has to be stated or left out. */
export function asksForSubscriptions(draft: ImportDraft): boolean {
  return includedFiles(draft).some(canSubscribe)
}

/** Whether a file can make anybody a subscriber. */
export function canSubscribe({
  mapping,
  subscription,
}: Pick<DraftFile, 'mapping' | 'subscription'>): boolean {
  return (
    maySubscribe(subscription) ||
    mapping.columns.some(
      ({target}) =>
        target.kind === 'subscription' && Object.values(target.values).some(maySubscribe),
    )
  )
}

function maySubscribe(subscription: SubscriptionMeaning | null): boolean {
  return subscription === 'subscribed' || subscription === 'pending'
}

/** What a consent lacks before it can be evidence. */
export type ConsentGap = 'unanswered' | 'no-text' | 'no-day' | 'future-day' | 'no-place'

/**
 * What is missing of the consent.
 *
 * @param today - `YYYY-MM-DD` in the site's time zone
 */
export function consentGaps({consent}: ImportDraft, today: string): ConsentGap[] {
  const {isStated, text, on, where} = consent
  if (isStated === null) return ['unanswered']
  if (!isStated) return []
  const gaps: [ConsentGap, boolean][] = [
    ['no-text', text.trim() === ''],
    ['no-day', !isDay(on)],
    ['future-day', isDay(on) && on > today],
    ['no-place', where.trim() === ''],
  ]
  return gaps.flatMap(([gap, isThere]) => (isThere ? [gap] : []))
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
}

function earlierOf(one: string, other: string): string {
  return one < other ? one : other
}

function statedConsent({consent}: ImportDraft, now: string): StatedConsent | null {
  const {isStated, text, textId, textVersion, on, where} = consent
  if (isStated !== true) return null
  return {
    text: text.trim(),
    ...(textId !== null && {textId}),
    ...(textVersion !== null && {textVersion}),
    // A day without a time: noon in UTC is that day nearly everywhere. Nobody agreed in the future.
    at: earlierOf(`${on}T12:00:00.000Z`, now),
    where: where.trim(),
  }
}

/** Where the rows of an import were uploaded, and what each chunk holds. */
export interface UploadedFiles {
  /** ULID of the upload. */
  upload: string
  /** Files of the chunks are numbered as {@link includedFiles} gives them. */
  chunks: RowsToImport['chunks']
}

/** A list that the files name. */
export interface NamedList {
  key: string
  /** As the first file has it. */
  name: string
  choice: ListChoice
}

/**
 * The lists that the files of a draft name, and what each stands for.
 *
 * @param known - the site's lists: one of the same name is chosen where nobody chose
 */
export function namedLists(
  draft: ImportDraft,
  known: readonly {value: string; title: string}[],
): NamedList[] {
  const ids = new Map(known.map(({value, title}) => [valueKey(title), value] as const))
  const names = new Map<string, string>()
  for (const {listName, listNames, mapping} of includedFiles(draft)) {
    const hasColumn = mapping.columns.some(({target}) => target.kind === 'lists')
    for (const name of [listName ?? '', ...(hasColumn ? listNames : [])]) {
      const key = valueKey(name)
      if (key !== '' && !names.has(key)) names.set(key, name.trim())
    }
  }
  return Array.from(names, ([key, name]) => {
    const id = ids.get(key)
    const guess: ListChoice = id === undefined ? {kind: 'new'} : {kind: 'existing', id}
    return {key, name, choice: draft.listChoices[key] ?? guess}
  })
}

/** The key that was chosen, where a column is still for it. */
function possibleMatch({files, match}: ImportDraft): MatchKey | null {
  const included = files.filter(({isIncluded}) => isIncluded)
  return possibleKey(
    included.map(({mapping}) => mapping),
    match,
  )
}

/** The instruction to check a draft, or to carry it out. */
export interface ImportOrder {
  draft: ImportDraft
  files: UploadedFiles
  mode: RowsToImport['mode']
  /** Ids of lists by {@link valueKey}. */
  lists: Readonly<Record<string, string>>
  /** ULID of the check of the same rows. */
  check: string | null
  /** ISO 8601, UTC. */
  now: string
}

/** The instruction to check a draft, or to carry it out. */
export function importIntent(order: ImportOrder): ImportIntent {
  const {draft, files, mode, lists: ids, check, now} = order
  const {upload, chunks} = files
  const {timeZone, existing, fields, rows, tags, lists, campaigns} = draft
  return {
    version: IMPORT_VERSION,
    work: {
      kind: 'rows',
      mode,
      upload,
      check,
      files: includedFiles(draft).map((file) => {
        const own = file.listName === null ? undefined : ids[valueKey(file.listName)]
        return {
          name: file.name.slice(-300),
          vendor: file.vendor,
          mapping: file.mapping,
          subscription: file.subscription,
          timeZone: file.timeZone ?? timeZone,
          lists: own === undefined ? [] : [own],
        }
      }),
      chunks,
      choices: {existing, fields, rows},
      consent: statedConsent(draft, now),
      match: possibleMatch(draft),
      add: {tags: [...tags], lists: [...lists], campaigns: [...campaigns]},
      lists: {...ids},
      sendConfirmation: draft.sendConfirmation,
      notify: draft.notify,
    },
  }
}
