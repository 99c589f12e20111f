import {
  changedEvidence,
  textIdentity,
  textsOf,
  textVersion,
  type StoredText,
  type TextVersion,
} from './publishedTexts.ts'

/** A published version as a form has it. */
export interface PublishedInForm {
  /** The published member, as it is stored. */
  text: StoredText
  /** What it says. */
  words: TextVersion
  identity: string
  /** Whether the form has these words, others, or none for the version. */
  state: 'same' | 'changed' | 'missing'
  /** `_key` of the form's member; of the published one where it is missing. */
  key: string
}

/** The published versions and the members of a form that are none. */
export interface TextsInForm {
  published: PublishedInForm[]
  /** Keys of the members that are published versions, whatever words they have in the form. */
  publishedKeys: ReadonlySet<string>
}

function keyOf(text: StoredText | undefined): string {
  const key = text?.['_key']
  return typeof key === 'string' ? key : ''
}

/**
 * Tells apart what is published in a form from what is being written.
 *
 * @param published - the texts that are in force
 * @param form - the texts as the form has them
 */
export function textsInForm(published: unknown, form: unknown): TextsInForm {
  const members = textsOf(form)
  const all = textsOf(published).flatMap((text): PublishedInForm[] => {
    const identity = textIdentity(text)
    const words = textVersion(text)
    if (identity === null || !words) return []
    const member = members.find((each) => textIdentity(each) === identity)
    if (!member) return [{text, words, identity, state: 'missing', key: keyOf(text)}]
    const state = changedEvidence(text, member) === null ? 'same' : 'changed'
    return [{text, words, identity, state, key: keyOf(member)}]
  })
  const there = all.filter(({state}) => state !== 'missing').map(({key}) => key)
  return {published: all, publishedKeys: new Set(there)}
}

/**
 * A new version of a text, to be given other words.
 *
 * @param all - the texts that there are, published or not
 * @param key - `_key` of the new version
 * @param now - from when it is valid; ISO 8601, UTC
 */
export function newVersion(
  all: readonly StoredText[],
  text: StoredText,
  key: string,
  now: string,
): StoredText & {_key: string} {
  const versions = all.flatMap(({id, locale, version}) =>
    id === text['id'] && locale === text['locale'] && typeof version === 'number' ? [version] : [],
  )
  const version = Math.max(0, ...versions) + 1
  return {...text, _key: key, version, validFrom: now}
}
