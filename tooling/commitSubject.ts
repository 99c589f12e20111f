/** Kinds of change, as Conventional Commits (https://www.conventionalcommits.org) name them. */
const TYPES = ['feat', 'fix', 'perf', 'refactor', 'test', 'docs', 'build', 'ci', 'chore', 'revert']

/** Longer ones are cut off where commits are listed. */
const MAX_LENGTH = 72

const SUBJECT = /^(?<type>[a-z]+)(?:\((?<scope>[a-z][a-z0-9-]*)\))?!?: (?<text>.+)$/u

/**
 * What is wrong with the subject of a commit: it has the form `type(scope): text`, where the scope may be
 * left out, at most 72 characters, a text that begins in lower case, and no full stop.
 *
 * @returns a sentence, or `null` for a subject as it should be
 */
export function subjectProblem(subject: string): string | null {
  const {type, text} = SUBJECT.exec(subject)?.groups ?? {}
  if (type === undefined || text === undefined) {
    return 'It has not the form "type(scope): text".'
  }
  if (!TYPES.includes(type)) return `"${type}" is none of ${TYPES.join(', ')}.`
  if (subject.length > MAX_LENGTH) {
    return `It has ${subject.length} characters; ${MAX_LENGTH} are the most.`
  }
  if (/^\p{Lu}/u.test(text)) return 'The text begins with a capital letter.'
  if (text.endsWith('.')) return 'It ends with a full stop.'
  return null
}
