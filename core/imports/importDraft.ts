import type {ImportMapping, ImportedSubscription, SubscriptionMeaning} from './importMapping.ts'
import {
  IMPORT_VERSION,
  type ConflictRule,
  type ImportIntent,
  type RowsToImport,
  type StatedConsent,
} from './importPlan.ts'

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
  /** Subscription of people for whom no column says it. */
  subscription: ImportedSubscription | null
  /** IANA name of the zone of the file's moments, where it is not the site's. */
  timeZone?: string | undefined
}

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
  /** Ids of lists by the names in the files, in lower case. */
  listNames: Readonly<Record<string, string>>
  sendConfirmation: boolean
  mailResult: boolean
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
    listNames: {},
    sendConfirmation: false,
    mailResult: false,
  }
}

/** Files of a draft that will be imported. */
export function includedFiles(draft: ImportDraft): DraftFile[] {
  return draft.files.filter(({isIncluded}) => isIncluded)
}

/** Whether a file can make anybody a subscriber, so that consent has to be stated or left out. */
export function asksForSubscriptions(draft: ImportDraft): boolean {
  return includedFiles(draft).some(
    ({mapping, subscription}) =>
      maySubscribe(subscription) ||
      mapping.columns.some(
        ({target}) =>
          target.kind === 'subscription' && Object.values(target.values).some(maySubscribe),
      ),
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

function statedConsent({consent}: ImportDraft): StatedConsent | null {
  const {isStated, text, textId, textVersion, on, where} = consent
  if (isStated !== true) return null
  return {
    text: text.trim(),
    ...(textId !== null && {textId}),
    ...(textVersion !== null && {textVersion}),
    // A day without a time: noon in UTC is that day nearly everywhere.
    at: `${on}T12:00:00.000Z`,
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

/** The instruction to check a draft, or to carry it out. */
export function importIntent(
  draft: ImportDraft,
  {upload, chunks}: UploadedFiles,
  mode: RowsToImport['mode'],
): ImportIntent {
  const {timeZone, existing, fields, rows, tags, lists, campaigns} = draft
  return {
    version: IMPORT_VERSION,
    work: {
      kind: 'rows',
      mode,
      upload,
      files: includedFiles(draft).map(({name, vendor, mapping, subscription, timeZone: own}) => ({
        name,
        vendor,
        mapping,
        subscription,
        timeZone: own ?? timeZone,
      })),
      chunks,
      choices: {existing, fields, rows},
      consent: statedConsent(draft),
      add: {tags: [...tags], lists: [...lists], campaigns: [...campaigns]},
      lists: draft.listNames,
      sendConfirmation: draft.sendConfirmation,
      mailResult: draft.mailResult,
    },
  }
}
