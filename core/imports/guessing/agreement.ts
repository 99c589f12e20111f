import type {HeadingMeaning} from './headings.ts'
import {arePlainlyDates, type Samples, type ValueKind} from './samples.ts'
import {
  areSubscriptions,
  guessOptOuts,
  guessOwners,
  guessStatuses,
  guessSubscriptions,
  type Member,
  type SiteStatus,
  type ValueGuess,
} from './valueWords.ts'

/** Kinds of which the values of a meaning must be. */
const FORMS: Readonly<Partial<Record<HeadingMeaning, ValueKind>>> = {
  email: 'email',
  phone: 'phone',
  linkedIn: 'linkedIn',
  score: 'number',
  createdAt: 'date',
  requestedAt: 'date',
  confirmedAt: 'date',
  endedAt: 'date',
  requestedFrom: 'networkAddress',
  confirmedFrom: 'networkAddress',
}

/** Kinds of which plain texts are not. */
const OTHER_FORMS: readonly ValueKind[] = ['email', 'url', 'number', 'networkAddress', 'json']

function knownShare({values, unknown}: ValueGuess<string>): number {
  const known = Object.keys(values).length
  return known / (known + unknown.length)
}

const SALUTATION =
  /^(?:mrs?|ms|miss|mx|dr|prof|sir|herr|frau|hr|fr|mme|mlle|m|sra?|srta|sig|sig\.ra|dott|dhr|mevr|pan|pani)\.?(?:\s(?:dr|prof)\.?)?$/iu

/** Whether a column called "Title" holds forms of address. */
function areSalutations({values}: Samples): boolean {
  return values.filter((value) => SALUTATION.test(value)).length * 2 > values.length
}

function isOtherwise(samples: Samples, meaning: HeadingMeaning): boolean {
  // Labels, sources and reasons may have any form.
  if (['tags', 'lists', 'source', 'endReason', 'owner'].includes(meaning)) return false
  return arePlainlyDates(samples) || OTHER_FORMS.some((kind) => samples.share(kind) > 0.7)
}

/**
 * How far the values of a column agree with a meaning, from 0 to 1; `null` where they do not show it. A
 * column without values agrees with everything.
 */
export function agreement(
  meaning: HeadingMeaning,
  samples: Samples,
  {statuses, members}: {statuses: readonly SiteStatus[]; members: readonly Member[]},
): number | null {
  if (samples.values.length === 0) return null
  const form = FORMS[meaning]
  if (form !== undefined) return samples.share(form)
  switch (meaning) {
    case 'status':
      if (areSubscriptions(samples.distinct)) return 0
      return knownShare(guessStatuses(samples.distinct, statuses))
    case 'subscription':
      return knownShare(guessSubscriptions(samples.distinct))
    case 'owner':
      return knownShare(guessOwners(samples.distinct, members))
    case 'jobTitle':
      return isOtherwise(samples, meaning) || areSalutations(samples) ? 0 : null
    case 'optOut':
      return knownShare(guessOptOuts(samples.distinct))
    default:
      return isOtherwise(samples, meaning) ? 0 : null
  }
}

/** The confidence in a meaning whose heading was recognised, after a look at the values. */
export function confidenceOf(byHeading: number, agreed: number | null, hasValues: boolean): number {
  // A column with values is of more use than an empty one with a better heading.
  if (!hasValues) return byHeading * 0.5
  if (agreed === null) return byHeading
  if (agreed >= 0.9) return Math.min(0.99, byHeading + 0.04)
  return agreed < 0.3 ? byHeading * 0.3 : byHeading * (0.4 + agreed * 0.6)
}
