/** A value of an event, as far as it may be shown. */
export type AuditValue =
  /** There was none. */
  | {kind: 'none'}
  | {kind: 'shown'; text: string}
  /** The value is not kept; equal marks stand for equal values. */
  | {kind: 'mark'; mark: string}

/** A mark alone, or as redacting writes it for a changed value. */
const MARK = /^(?:\[changed (#[a-z2-7]{8})\]|(#[a-z2-7]{8}))$/u

/** Reads a value, or the name of an attribute, that an event holds. */
export function auditValue(text: string | null | undefined): AuditValue {
  if (text === null || text === undefined || text === '') return {kind: 'none'}
  const found = MARK.exec(text)
  const mark = found?.[1] ?? found?.[2]
  return mark === undefined ? {kind: 'shown', text} : {kind: 'mark', mark}
}
