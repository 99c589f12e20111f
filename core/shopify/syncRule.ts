import {z} from 'zod'
import {
  type Audience,
  type CheckedGroup,
  type CheckedRule,
  checkAudience,
} from '../audience/checkAudience.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import {fieldProblem, problem, type FieldProblem} from '../problems/problem.ts'
import {inCode, problemOfIssue} from '../problems/zodProblems.ts'
import {CUSTOMER_FIELDS, EMAIL_DOMAIN_FIELD} from './customerFields.ts'
import {REDACTION_LEVELS, showsDomains, type RedactionLevel} from './customerTally.ts'
import {MIN_THRESHOLD} from './publishCells.ts'
import type {ShopFault} from './shopFaults.ts'

/** Which customers a rule counts. */
export const SYNC_MODES = ['disabled', 'all', 'condition'] as const

export type SyncMode = (typeof SYNC_MODES)[number]

/** How often snapshots are taken. */
export const SYNC_SCHEDULES = ['manual', 'daily', 'weekly'] as const

export type SyncSchedule = (typeof SYNC_SCHEDULES)[number]

/** What is read of a customer; a rule says for what purpose. */
export const READ_FIELDS = [
  {name: 'state', title: 'Account state'},
  {name: 'marketing', title: 'E-mail marketing consent'},
  {name: 'orders', title: 'Number of orders'},
  {name: 'spend', title: 'Amount spent'},
  {name: 'tags', title: 'Tags'},
  {name: 'emailDomain', title: 'Domain of the e-mail address'},
] as const

/** Name of one of {@link READ_FIELDS}. */
export type ReadField = (typeof READ_FIELDS)[number]['name']

/** Days for which snapshots are kept, where a rule does not say. */
export const DEFAULT_KEEP_DAYS = 400

/** Smallest group, where a rule does not say. */
export const DEFAULT_THRESHOLD = 10

/** A valid rule. */
export interface SyncRule {
  mode: SyncMode
  level: RedactionLevel
  /** Which customers are counted, in mode `condition`; `null` in any other. */
  audience: Audience | null
  /** The conditions as canonical JSON. */
  definition: string | null
  threshold: number
  /** `null`: all tags that enough customers have. */
  allowedTags: readonly string[] | null
  /** Where the approval is found, and its last day (`YYYY-MM-DD`; `null`: without end). */
  approval: {reference: string; until: string | null} | null
  tenantMayEdit: boolean
  schedule: SyncSchedule
  keepDays: number
  revision: number
}

/** A rule, or all of its problems. */
export type ReadRule = {ok: true; rule: SyncRule} | {ok: false; problems: FieldProblem[]}

const Text = z.string().trim()

const Document = z.object({
  mode: z.enum(SYNC_MODES, inCode('rule.mode')),
  redactionLevel: z.enum(REDACTION_LEVELS, inCode('rule.level')),
  conditions: z.string(inCode('rule.conditions-not-json')).nullish(),
  cellThreshold: z
    .int(inCode('rule.group-not-whole'))
    .min(MIN_THRESHOLD, inCode('rule.group-too-small'))
    .nullish(),
  allowedTags: z
    .array(Text.min(1, inCode('rule.tag-empty')), inCode('rule.tags-not-list'))
    .nullish(),
  approvalReference: Text.nullish(),
  approvalUntil: z.iso.date(inCode('rule.approval-date')).nullish(),
  tenantMayEdit: z.boolean().nullish(),
  schedule: z.enum(SYNC_SCHEDULES, inCode('rule.schedule')).nullish(),
  keepDays: z.int(inCode('rule.keep-not-whole')).min(1, inCode('rule.keep-too-short')).nullish(),
  revision: z.int().positive().nullish(),
})

function readConditions(text: string | null | undefined): {
  audience: Audience | null
  problems: FieldProblem[]
} {
  const field = 'conditions'
  if (!text?.trim()) {
    return {audience: null, problems: [{field, ...problem('rule.conditions-missing')}]}
  }
  const checked = checkAudience(text, {fields: CUSTOMER_FIELDS})
  if (!checked.ok) {
    return {audience: null, problems: checked.problems.map((each) => fieldProblem(field, each))}
  }
  const {audience} = checked
  // An audience without conditions means everybody, which the mode “all” is for.
  return audience.root === null
    ? {
        audience: null,
        problems: [{field, ...problem('rule.conditions-empty')}],
      }
    : {audience, problems: []}
}

/**
 * Parses the document of a rule. Its writer can write anything, so everything is checked: an
 * invalid rule counts nobody.
 *
 * @param document - a `customerSyncRule`, stored or not saved yet
 */
export function readSyncRule(document: unknown): ReadRule {
  const {data, error} = Document.safeParse(document)
  if (!data) {
    const problems = error.issues.map((issue) => ({
      field: String(issue.path[0] ?? 'rule'),
      ...problemOfIssue(issue, 'rule.setting-unreadable'),
    }))
    return {ok: false, problems}
  }
  const {mode, redactionLevel: level, cellThreshold, allowedTags, approvalReference} = data
  const isConditional = mode === 'condition'
  const {audience, problems} = isConditional
    ? readConditions(data.conditions)
    : {audience: null, problems: []}
  if (problems.length > 0) return {ok: false, problems}
  return {
    ok: true,
    rule: {
      mode,
      level,
      audience,
      definition: audience ? canonicalJson(JSON.parse(data.conditions ?? '')) : null,
      threshold: cellThreshold ?? DEFAULT_THRESHOLD,
      allowedTags: allowedTags ? [...new Set(allowedTags)] : null,
      approval: approvalReference
        ? {reference: approvalReference, until: data.approvalUntil ?? null}
        : null,
      tenantMayEdit: data.tenantMayEdit === true,
      schedule: data.schedule ?? 'manual',
      keepDays: data.keepDays ?? DEFAULT_KEEP_DAYS,
      revision: data.revision ?? 1,
    },
  }
}

/**
 * The fault that keeps a rule without a valid approval from being followed; a disabled rule needs none.
 *
 * @param today - `YYYY-MM-DD` in the site's time zone
 */
export function approvalFault({mode, approval}: SyncRule, today: string): ShopFault | null {
  if (mode === 'disabled') return null
  if (!approval) return 'approval-missing'
  return approval.until !== null && approval.until < today ? 'approval-expired' : null
}

function asksForDomains(node: CheckedGroup | CheckedRule): boolean {
  return node.kind === 'group'
    ? node.members.some(asksForDomains)
    : node.field.name === EMAIL_DOMAIN_FIELD
}

/** Whether a rule needs e-mail addresses to be read, which takes an approval of its own by Shopify. */
export function needsEmailDomains({level, audience}: SyncRule): boolean {
  return showsDomains(level) || (audience?.root ? asksForDomains(audience.root) : false)
}
