import {fillText} from '../texts/english.ts'

/**
 * What entries of timelines say, by their codes, in the form of a locale bundle. An entry stores its code, and the
 * English sentence for readers that have no texts of their own.
 */
export const ENTRY_TEXTS = {
  /** What a visitor did */
  'entry.form.signed-up': 'Signed up with “{{form}}”',
  'entry.form.sent': 'Sent the form “{{form}}”',
  'entry.consent.given': 'Agreed to the newsletter',
  'entry.consent.requested': 'Asked to confirm the newsletter sign-up by e-mail',
  'entry.consent.confirmed': 'Confirmed the newsletter sign-up by e-mail',
  'entry.consent.lapsed': 'Did not confirm the newsletter sign-up in time',
  'entry.consent.suppressed': 'Not subscribed: the address is on the suppression list',
  'entry.consent.withdrawn': 'Unsubscribed from all e-mail',
  'entry.mail.bounced': 'The address takes no e-mail any more',
  'entry.mail.complained': 'Marked an e-mail as spam',

  /** E-mails that the product sends one by one */
  'entry.mail.confirmation-sent': 'Sent the confirmation e-mail',
  'entry.mail.confirmation-refused': 'Did not send a confirmation e-mail',
  'entry.mail.personal-sent': 'Sent a personal e-mail',
  'entry.mail.personal-refused': 'Did not send a personal e-mail',

  /** What somebody changed */
  'entry.suppression.added': 'Put on the suppression list',
  'entry.suppression.lifted': 'Taken off the suppression list',
  'entry.suppression.waits': 'May sign up again, and gets no e-mail before confirming',
  'entry.note.added': 'Added a note',
  'entry.status.set': 'Status set to “{{to}}”',
  'entry.status.changed': 'Status changed from “{{from}}” to “{{to}}”',
  'entry.fields.changed': 'Changed {{fields}}',
  'entry.lists.added': 'Added to the list “{{title}}”',
  'entry.lists.added-unnamed': 'Added to a list',
  'entry.lists.removed': 'Removed from the list “{{title}}”',
  'entry.lists.removed-unnamed': 'Removed from a list',
  'entry.campaigns.added': 'Added to the campaign “{{title}}”',
  'entry.campaigns.added-unnamed': 'Added to a campaign',
  'entry.campaigns.removed': 'Removed from the campaign “{{title}}”',
  'entry.campaigns.removed-unnamed': 'Removed from a campaign',
  'entry.lead.created': 'Added by hand',
  'entry.lead.joined': 'Added by hand once more: fills the empty fields of this lead',
  'entry.lead.deleted': 'Lead deleted',
  'entry.lead.restored': 'Lead restored',
  'entry.import.updated': 'Updated by the import of “{{file}}”',
  'entry.import.undone': 'Undid the update by an import',
  'entry.subscription.corrected': 'Corrected the subscription of the lead',
} as const

type Texts = typeof ENTRY_TEXTS

/** Which text a timeline entry has: a key of {@link ENTRY_TEXTS}. */
export type EntryCode = keyof Texts

type NamesIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

type PlainEntryCode = {
  [Code in EntryCode]: [NamesIn<Texts[Code]>] extends [never] ? Code : never
}[EntryCode]

/** What a timeline entry says: its code, and the English sentence. */
export interface EntryText {
  code: EntryCode
  summary: string
}

/**
 * Creates what an entry says.
 *
 * @param values - all the values that the text names
 */
export function entryText(code: PlainEntryCode): EntryText
export function entryText<Code extends EntryCode>(
  code: Code,
  values: Readonly<Record<NamesIn<Texts[Code]>, string>>,
): EntryText
export function entryText(code: EntryCode, values?: Readonly<Record<string, string>>): EntryText {
  return {code, summary: fillText(ENTRY_TEXTS[code], values)}
}

/** Whether a text is the code of an entry. */
export function isEntryCode(text: unknown): text is EntryCode {
  return typeof text === 'string' && Object.hasOwn(ENTRY_TEXTS, text)
}

/** How a reader names what the details of entries only refer to. */
export interface EntryNames {
  status: (value: string) => string
  /** `undefined` for a form that the site has no more. */
  form: (id: string) => string | undefined
  /** A field inside a sentence. */
  field: (name: string) => string
  list: (names: readonly string[]) => string
}

/** What is read of a timeline entry. */
export interface ReadEntry {
  code?: string | null | undefined
  details?: readonly {name?: string | null; value?: string | null}[] | null | undefined
}

/** Names of details with a field's value before (`from`) and after (`to`) a change. */
const CHANGE = /^(?<field>.+)\.(?:from|to)$/u

/** The field whose value before or after a change is in the detail of that name. */
export function changedField(name: string): string | undefined {
  return CHANGE.exec(name)?.groups?.['field']
}

/** The names of the values in an entry's text; none for one without a code. */
export function namesInEntry({code}: Pick<ReadEntry, 'code'>): string[] {
  if (!isEntryCode(code)) return []
  return Array.from(ENTRY_TEXTS[code].matchAll(/\{\{(\w+)\}\}/gu), ([, name = '']) => name)
}

/**
 * The key and the values by which a locale bundle says an entry again.
 *
 * @returns `null` where the entry has no code or lacks a value, so that its stored sentence has to do
 */
export function translatableEntry(
  entry: ReadEntry,
  names: EntryNames,
): {key: EntryCode; values: Record<string, string>} | null {
  const {code} = entry
  if (!isEntryCode(code)) return null
  const details = new Map((entry.details ?? []).map(({name, value}) => [name ?? '', value ?? '']))
  const valueOf = (name: string): string | undefined => {
    if (name === 'fields') {
      const fields = [...details.keys()].flatMap((each) => changedField(each) ?? [])
      return names.list([...new Set(fields)].map(names.field))
    }
    const value = details.get(name)
    if (value === undefined || name === 'title' || name === 'file') return value
    return name === 'form' ? names.form(value) : names.status(value)
  }
  const values: Record<string, string> = {}
  for (const name of namesInEntry(entry)) {
    const value = valueOf(name)
    if (!value) return null
    values[name] = value
  }
  return {key: code, values}
}
