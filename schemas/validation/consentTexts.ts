import {changedEvidence, textIdentity} from '../../core/consent/publishedTexts.ts'
import {draftsOf, pathTo, textOf, uniqueBy, type ArrayVerdict, type Draft} from './keyed.ts'

/** Whether every version of a text is there once. */
export function consentVersionsUnique(value: unknown): ArrayVerdict {
  return uniqueBy(
    value,
    textIdentity,
    'version',
    'This version exists already. Give the new text the next version number.',
  )
}

/**
 * Whether published versions are unchanged and new ones have higher numbers: people agreed to a text
 * as it was published.
 *
 * @param published - the published texts; `undefined` when nothing is published yet
 * @param value - the texts in the form
 */
export function consentTextsOnlyGrow(published: unknown, value: unknown): ArrayVerdict {
  const next = draftsOf(value)
  const before = draftsOf(published)
  for (const old of before) {
    const key = textIdentity(old)
    const same = next.find((member) => textIdentity(member) === key)
    if (!same) {
      const known = next.find((member) => member._key === old._key)
      return {
        message: `Version ${String(old.version)} of “${textOf(old, 'id')}” is published, and people may have agreed to it. Restore it.`,
        paths: known ? [pathTo(known, 'version')] : [],
      }
    }
    const changed = changedEvidence(old, same)
    if (changed) {
      return {
        message:
          'This version is published, and people may have agreed to it. Restore its text and add a new version instead.',
        paths: [pathTo(same, changed)],
      }
    }
  }
  return versionsFollow(before, next)
}

function versionsFollow(before: readonly Draft[], next: readonly Draft[]): ArrayVerdict {
  const line = (member: Draft) => JSON.stringify([textOf(member, 'id'), textOf(member, 'locale')])
  const highest = new Map<string, number>()
  for (const old of before) {
    if (typeof old.version !== 'number') continue
    highest.set(line(old), Math.max(highest.get(line(old)) ?? 0, old.version))
  }
  const known = new Set(before.map(textIdentity))
  const late = next.filter((member) => {
    const top = highest.get(line(member))
    return (
      !known.has(textIdentity(member)) &&
      top !== undefined &&
      typeof member.version === 'number' &&
      member.version <= top
    )
  })
  return late.length === 0
    ? true
    : {
        message: 'A new version needs a higher number than the earlier ones.',
        paths: late.map((member) => pathTo(member, 'version')),
      }
}
