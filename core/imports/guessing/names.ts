import type {HeadingMeaning} from './headings.ts'
import type {Samples} from './samples.ts'

interface NameCandidate {
  meaning: HeadingMeaning
  column: {looked: Samples}
}

/** Share of names of several words with which a column holds whole names. */
const WHOLE_NAMES = 0.6

function holdsWholeNames({looked: {values}}: NameCandidate['column']): boolean {
  const several = values.filter((value) => /\S\s+\S/u.test(value)).length
  return values.length > 0 && several / values.length >= WHOLE_NAMES
}

/**
 * Settles what the columns of names are together: "Name" beside "Vorname" is the last name, "Nom" alone is
 * the whole name, and parts beside a whole name are not needed.
 */
export function settleNames<Candidate extends NameCandidate>(
  candidates: readonly Candidate[],
): Candidate[] {
  const has = (wanted: HeadingMeaning) => candidates.some(({meaning}) => meaning === wanted)
  const hasFirst = has('firstName')
  const hasLast = has('lastName')
  // "Name" beside "Last name", with single words.
  const isFirstOnly = ({column}: NameCandidate) =>
    hasLast && !hasFirst && column.looked.values.length > 0 && !holdsWholeNames(column)
  const whole = candidates.some(
    (candidate) =>
      candidate.meaning === 'name' &&
      !isFirstOnly(candidate) &&
      (!hasFirst || holdsWholeNames(candidate.column)),
  )
  return candidates.flatMap((candidate): Candidate[] => {
    switch (candidate.meaning) {
      case 'name':
        if (isFirstOnly(candidate)) return [{...candidate, meaning: 'firstName'}]
        if (!hasFirst || whole) return [candidate]
        return hasLast ? [] : [{...candidate, meaning: 'lastName'}]
      case 'firstName':
        if (whole) return []
        return hasLast || has('name') ? [candidate] : [wholeOr(candidate)]
      case 'lastName':
        if (whole) return []
        return hasFirst || has('name') ? [candidate] : [{...candidate, meaning: 'name'}]
      default:
        return [candidate]
    }
  })
}

/** The only column of names holds whole names if its values do; a first name alone stays one. */
function wholeOr<Candidate extends NameCandidate>(candidate: Candidate): Candidate {
  return holdsWholeNames(candidate.column) ? {...candidate, meaning: 'name'} : candidate
}
