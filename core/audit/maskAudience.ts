import type {AudienceField, OptionSource} from '../audience/field.ts'
import {
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from '../audience/definition.ts'
import type {FieldRegistry} from '../audience/fields.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import {isOpaqueId, isWord, looksPersonal} from './harmless.ts'

/** Puts something else in the place of a text that may be somebody's. */
export type Mask = (text: string) => string

/** What stands for a text where there is no secret to make a mark with. */
export const HIDDEN = '…'

/** Replaces every text by {@link HIDDEN}. */
export const hide: Mask = () => HIDDEN

/** What is named by words of the site or by ids of users, rather than by ids of documents. */
const WORDS: ReadonlySet<OptionSource> = new Set(['statuses', 'owners', 'forms', 'consentTexts'])

function isOpaque(text: string): boolean {
  const parsed = parseTenantDocumentId(text)
  return parsed !== null && isOpaqueId(parsed.site, text)
}

/**
 * Whether a value of a condition may be shown: dates, the product's own options, and ids. What
 * people typed may not: names, addresses, numbers, companies, pages, and tags too.
 */
function mayShow(field: AudienceField | undefined, text: string): boolean {
  if (!field || text === HIDDEN) return text === HIDDEN
  if (field.type === 'date' || field.options.includes(text)) return true
  if (field.optionsFrom === null) return false
  return isOpaque(text) || (WORDS.has(field.optionsFrom) && isWord(text) && !looksPersonal(text))
}

function maskRule(rule: AudienceRule, fields: FieldRegistry, mask: Mask): AudienceRule {
  const field = fields.get(rule.field)
  const masked = (value: unknown): unknown =>
    typeof value === 'string' && !mayShow(field, value) ? mask(value) : value
  const {value} = rule
  if (value === undefined) return rule
  return {...rule, value: Array.isArray(value) ? value.map(masked) : masked(value)}
}

function maskGroup(group: AudienceGroup, fields: FieldRegistry, mask: Mask): AudienceGroup {
  return {
    ...group,
    rules: group.rules.map((node) =>
      isAudienceGroup(node) ? maskGroup(node, fields, mask) : maskRule(node, fields, mask),
    ),
  }
}

/**
 * A definition of the same form in which every text that may be somebody's is replaced.
 *
 * @param fields - of the site; values of fields that are not there are replaced
 */
export function maskAudience(
  definition: AudienceDefinition,
  fields: FieldRegistry,
  mask: Mask,
): AudienceDefinition {
  return {...definition, root: maskGroup(definition.root, fields, mask)}
}
