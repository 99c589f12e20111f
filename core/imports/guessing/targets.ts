import type {CellSeparator} from '../cells/splitCell.ts'
import type {ColumnTarget} from '../importMapping.ts'
import type {HeadingMeaning} from './headings.ts'
import type {Samples} from './samples.ts'
import {
  guessOptOuts,
  guessOwners,
  guessStatuses,
  guessSubscriptions,
  type Member,
  type SiteStatus,
} from './valueWords.ts'

/** A target, and the values of which nobody knows what they mean. */
export interface TargetGuess {
  target: ColumnTarget
  unknown: readonly string[]
}

/** Guesses what stands between several values of a cell. */
export function guessSeparator(values: readonly string[]): CellSeparator {
  if (values.length > 0 && values.every((value) => /^\[.*\]$/su.test(value))) return 'json'
  const signs: readonly [CellSeparator, RegExp][] = [
    ['lines', /\n/u],
    [':::', / ::: /u],
    ['|', /\|/u],
    [';', /;/u],
  ]
  // A comma may be part of a value where another sign stands between values.
  const found = signs.find(([, sign]) => values.some((value) => sign.test(value)))
  return found?.[0] ?? ','
}

/** The target of a column with a meaning, with what its values mean. */
export function targetOf(
  meaning: HeadingMeaning,
  samples: Samples,
  context: {statuses: readonly SiteStatus[]; members: readonly Member[]},
): TargetGuess {
  const {values, distinct} = samples
  const sure = (target: ColumnTarget): TargetGuess => ({target, unknown: []})
  switch (meaning) {
    case 'firstName':
      return sure({kind: 'namePart', part: 'first'})
    case 'lastName':
      return sure({kind: 'namePart', part: 'last'})
    case 'status': {
      const guess = guessStatuses(distinct, context.statuses)
      return {target: {kind: 'status', values: guess.values}, unknown: guess.unknown}
    }
    case 'subscription':
    case 'optOut': {
      const guess = meaning === 'optOut' ? guessOptOuts(distinct) : guessSubscriptions(distinct)
      return {target: {kind: 'subscription', values: guess.values}, unknown: guess.unknown}
    }
    case 'owner': {
      const guess = guessOwners(distinct, context.members)
      const target: ColumnTarget = {kind: 'field', field: 'owner', values: guess.values}
      return {target, unknown: guess.unknown}
    }
    case 'tags':
    case 'lists':
      return sure({kind: meaning, separator: guessSeparator(values)})
    case 'createdAt':
      return sure({kind: 'createdAt'})
    case 'requestedAt':
    case 'requestedFrom':
    case 'confirmedAt':
    case 'confirmedFrom':
    case 'endedAt':
    case 'endReason':
    case 'source':
      return sure({kind: 'evidence', part: meaning})
    default:
      return sure({kind: 'field', field: meaning})
  }
}
