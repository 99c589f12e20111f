import {customFieldOf, parseColumnId, type ColumnId} from '../leads/columnId.ts'
import {isLeadFieldName, leadField, type LeadFieldName} from '../leads/leadFields.ts'

/** The columns that prove a person's consent, with their English titles. */
export const CONSENT_COLUMNS = {
  'consent.given': 'Consent',
  'consent.at': 'Consent given at',
  'consent.text': 'Consent text',
  'consent.version': 'Consent text version',
  'consent.method': 'Consent method',
  'consent.source': 'Consent source',
  'consent.reference': 'Consent reference',
} as const satisfies Readonly<Record<`consent.${string}`, string>>

/** One of {@link CONSENT_COLUMNS}. */
export type ConsentColumn = keyof typeof CONSENT_COLUMNS

/** All of {@link CONSENT_COLUMNS}, in their order. */
export const CONSENT_COLUMN_IDS: readonly ConsentColumn[] =
  Object.keys(CONSENT_COLUMNS).filter(isConsentColumn)

/** A column of a file: a field of a lead, a custom field, or a part of the proof of consent. */
export type ExportColumn = LeadFieldName | ColumnId | ConsentColumn

/** Most columns of a file. */
export const MAX_COLUMNS = 200

/** Whether a text names a column of the proof of consent. */
export function isConsentColumn(id: string): id is ConsentColumn {
  return Object.hasOwn(CONSENT_COLUMNS, id)
}

/** Parses the id of a column; `null` for a column that there cannot be. */
export function parseExportColumn(text: string): ExportColumn | null {
  return isLeadFieldName(text) || isConsentColumn(text) ? text : parseColumnId(text)
}

/** Name of the custom field of a column; `null` for other columns. */
export function customFieldOfColumn(id: ExportColumn): string | null {
  return isLeadFieldName(id) || isConsentColumn(id) ? null : customFieldOf(id)
}

/** English title of a column, where nobody gave it another. */
export function exportColumnTitle(id: ExportColumn): string {
  if (isConsentColumn(id)) return CONSENT_COLUMNS[id]
  return isLeadFieldName(id) ? leadField(id).title : (customFieldOf(id) ?? id)
}

/** Whether a file contains what subscribers and suppressions say of people. */
export function needsStanding(columns: readonly ExportColumn[]): boolean {
  return columns.some((id) => id === 'subscription' || isConsentColumn(id))
}

/**
 * The columns of a file as the grid shows it: those of the grid in its order, and the e-mail, which other
 * programs need to identify a person.
 */
export function columnsAsShown(shown: readonly ColumnId[]): ExportColumn[] {
  return shown.includes('email') ? [...shown] : [...shown, 'email']
}

/** The columns that a file of subscribers with their proof of consent has. */
export const PROOF_COLUMNS: readonly ExportColumn[] = [
  'email',
  'name',
  'subscription',
  ...CONSENT_COLUMN_IDS,
]
