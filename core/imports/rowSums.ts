import type {LeadSubscription} from '../documents/people.ts'
import {cellText} from './cells/cellText.ts'
import type {RowLabel} from './importLabels.ts'
import type {ImportedSubscription, ImportMapping} from './importMapping.ts'

/*
 * What the rows of an import add up to, beside their labels: which subscription the files name, what came of
 * it and why, and how many values stand in columns that are left behind. The end of the job has the sums.
 */

/** What a file says of a row's subscription; `unread` for a row that cannot be read. */
export type Claim = ImportedSubscription | 'unread'

/** Why a person has another subscription, or no lead, than the file says. */
export const CLAIM_CAUSES = [
  'as-said',
  'duplicate',
  /** A row of an earlier file is about the same person, and counts. */
  'other-file',
  'invalid',
  'erased',
  /** Another row about the person allows less mail. */
  'stricter-row',
  /** Nobody stated a consent. */
  'not-stated',
  /** The person had not confirmed, and is not asked to. */
  'unconfirmed',
  /** The person is asked to confirm. */
  'to-confirm',
  /** What the site knew of the person stays. */
  'known-before',
] as const

/** Why a person has another subscription, or no lead, than the file says. */
export type ClaimCause = (typeof CLAIM_CAUSES)[number]

/** Stands for the subscription of a row that is no lead. */
export const NO_LEAD = 'nobody'

/** What a row says of the subscription, and what came of it. */
export interface ClaimResult {
  claim: Claim
  cause: ClaimCause
  standing: LeadSubscription | typeof NO_LEAD
}

/**
 * Why a lead has the subscription that it has after its row.
 *
 * @param claim - what the row itself says
 * @param counted - the strictest of what all rows about the person say
 */
export function causeOf(
  claim: ImportedSubscription,
  counted: ImportedSubscription,
  standing: LeadSubscription,
): ClaimCause {
  if (standing === claim) return 'as-said'
  if (counted !== claim && standing === counted) return 'stricter-row'
  if (standing === 'none') return claim === 'pending' ? 'unconfirmed' : 'not-stated'
  return standing === 'pending' && claim === 'subscribed' ? 'to-confirm' : 'known-before'
}

/** The name of the sum of rows with a label in a file. */
export function labelSum(file: number, label: RowLabel): string {
  return `file.${file}.${label}`
}

/** The name of the sum of rows of which the same came for the same reason. */
export function claimSum({claim, cause, standing}: ClaimResult): string {
  return `said.${claim}.${cause}.${standing}`
}

/** The name of the sum of values in a column that is left behind. */
export function leftSum(file: number, column: number): string {
  return `left.${file}.${column}`
}

/** Names the sums of the columns that a row has values in and that are left behind. */
export function leftColumns(
  {columns}: ImportMapping,
  file: number,
): (cells: readonly string[]) => readonly string[] {
  const left = columns.flatMap(({target}, column) =>
    target.kind === 'ignore' ? [{column, name: leftSum(file, column)}] : [],
  )
  if (left.length === 0) return () => []
  return (cells) =>
    left.flatMap(({column, name}) => (cellText(cells[column] ?? '') === '' ? [] : [name]))
}
