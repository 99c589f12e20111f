import {englishOf, type Translate} from '../texts/english.ts'
import {AUDITED_NAMES} from './auditedDocuments.ts'
import {AUDIT_STRINGS} from './auditStrings.ts'

/** Translates keys of `AUDIT_STRINGS` to English. */
export const englishAudit: Translate = englishOf(AUDIT_STRINGS)

function namesBelow(prefix: string): string[] {
  const keys = Object.keys(AUDIT_STRINGS).filter((key) => key.startsWith(prefix))
  return keys.map((key) => key.slice(prefix.length))
}

/** Types of documents that events are about, the most wanted first. */
export const AUDIT_TARGET_TYPES: readonly string[] = namesBelow('noun.')

/** Noun for a type of document; the type itself when it is unknown. */
export function auditNoun(type: string, translate: Translate = englishAudit): string {
  const key = `noun.${type}`
  return Object.hasOwn(AUDIT_STRINGS, key) ? translate(key) : type
}

/**
 * Says that somebody did something to something.
 *
 * @param action - such as `lead.status.changed`
 */
export function auditAct(
  action: string,
  values: {actor: string; target: string},
  translate: Translate = englishAudit,
): string {
  const keys = [`act.${action}`, `verb.${action.split('.').at(-1)}`]
  const known = keys.find((key) => Object.hasOwn(AUDIT_STRINGS, key))
  return known ? translate(known, values) : translate('unknown-act', {...values, action})
}

/** An action by itself, such as `changed the status of …`. */
export function auditAction(action: string, translate: Translate = englishAudit): string {
  return auditAct(action, {actor: '', target: '…'}, translate).trim()
}

/** Known actions, for a filter to offer. */
export const AUDIT_ACTIONS: readonly string[] = [
  ...new Set([
    ...namesBelow('act.'),
    ...AUDITED_NAMES.flatMap((name) =>
      ['created', 'changed', 'deleted', 'purged'].map((verb) => `${name}.${verb}`),
    ),
    'lead.restored',
    'export.started',
    'export.finished',
    'import.started',
    'import.finished',
    'export.downloaded',
  ]),
].sort()
