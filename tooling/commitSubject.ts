/** Kinds of change, as Conventional Commits (https://www.conventionalcommits.org) name them. */
const TYPES = ['feat', 'fix', 'perf', 'refactor', 'test', 'docs', 'build', 'ci', 'chore', 'revert']

/** Lists of commits cut longer subjects. */
const MAX_LENGTH = 72

const SUBJECT = /^(?<type>[a-z]+)(?:\((?<scope>[a-z][a-z0-9-]*)\))?!?: (?<text>.+)$/u

/**
 * The problem of a commit's subject. It has the form `type(scope): text`, where the scope may be
 * left out, at most 72 characters, starts in lower case, and ends without a full stop.
 *
 * @returns a sentence, or `null` for a valid subject
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
