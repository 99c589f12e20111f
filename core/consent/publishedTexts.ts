import {canonicalJson} from '../crypto/canonicalJson.ts'

/** A member of a site's consent texts, as the store may hold it. */
export type StoredText = Readonly<Record<string, unknown>>

/** A version of a consent text; missing attributes are empty texts. */
export interface TextVersion {
  _key: string
  id: string
  version: number
  locale: string
  purpose: string
  text: string
  validFrom: string
}

/** A published version of a consent text, as the register stores it. */
export interface PublishedText extends TextVersion {
  /** When the site's document was first seen with these words; ISO 8601, UTC. */
  seenAt: string
}

/** The texts that a site's document had at a time. */
export interface ObservedTexts {
  texts: unknown
  /** When that revision was written, by the store; ISO 8601, UTC. */
  at: string
}

/** The attributes of a version that its identity does not contain. */
const EVIDENCE = ['purpose', 'text', 'validFrom'] as const

function isText(value: unknown): value is StoredText {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function stringOf(text: StoredText, name: string): string {
  const value = text[name]
  return typeof value === 'string' ? value : ''
}

/** The members of a site's consent texts; none for a value that is not a list. */
export function textsOf(value: unknown): StoredText[] {
  return Array.isArray(value) ? value.filter(isText) : []
}

/**
 * The identity of a version: id, language and version number. `null` for a member that is not a version
 * yet, such as one that somebody is still typing.
 */
export function textIdentity(text: StoredText): string | null {
  const {id, version} = text
  return typeof id === 'string' && id !== '' && typeof version === 'number'
    ? JSON.stringify([id, stringOf(text, 'locale'), version])
    : null
}

/** The first attribute in which a member differs from a published version, if any. */
export function changedEvidence(
  published: StoredText,
  text: StoredText,
): (typeof EVIDENCE)[number] | null {
  return EVIDENCE.find((name) => stringOf(published, name) !== stringOf(text, name)) ?? null
}

/** Parses a member; `null` for one that is not a version yet. */
export function textVersion(text: StoredText): TextVersion | null {
  const {id, version} = text
  if (typeof id !== 'string' || typeof version !== 'number' || !textIdentity(text)) return null
  return {
    _key: stringOf(text, '_key') || `${id}-${version}`,
    id,
    version,
    locale: stringOf(text, 'locale'),
    purpose: stringOf(text, 'purpose'),
    text: stringOf(text, 'text'),
    validFrom: stringOf(text, 'validFrom'),
  }
}

/** Whether one sighting of a version counts before another: the earlier one; of equal times, any. */
function isBefore(left: PublishedText, right: PublishedText): boolean {
  if (left.seenAt !== right.seenAt) return left.seenAt < right.seenAt
  return canonicalJson(left) < canonicalJson(right)
}

/**
 * The register of published versions after the site's document was seen with some texts. Of two sightings
 * of one version the earlier one counts, so their order, delay and repetition make no difference.
 *
 * @returns in the order of their identities
 */
export function registerTexts(
  register: readonly PublishedText[],
  observed: readonly ObservedTexts[],
): PublishedText[] {
  const known = new Map<string, PublishedText>()
  const sightings = observed.flatMap(({texts, at}) =>
    textsOf(texts).flatMap((text): PublishedText[] => {
      const version = textVersion(text)
      return version ? [{...version, seenAt: at}] : []
    }),
  )
  for (const text of [...register, ...sightings]) {
    const identity = textIdentity({...text}) ?? ''
    const before = known.get(identity)
    if (!before || isBefore(text, before)) known.set(identity, text)
  }
  return [...known].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, text]) => text)
}

/** How to restore a site's document. */
export interface TextRestoration {
  /** All consent texts, as they are to be stored. */
  texts: StoredText[]
  /** The versions that had been changed or removed. */
  restored: PublishedText[]
}

function asStored(published: PublishedText, key: string): StoredText {
  const {id, version, locale, purpose, text, validFrom} = published
  return {_key: key, id, version, locale, purpose, text, validFrom}
}

/**
 * Restores the published versions that were changed or removed. New versions stay in their places; a
 * second member of one identity goes, since nobody could tell which of the two people agreed to.
 *
 * @param register - the result of {@link registerTexts}
 * @param current - the texts that the site's document has now
 * @returns `null` when nothing has to be restored
 */
export function restoreTexts(
  register: readonly PublishedText[],
  current: unknown,
): TextRestoration | null {
  const published = new Map(register.map((text) => [textIdentity({...text}), text] as const))
  const seen = new Set<string>()
  const keys = new Set<string>()
  const restored: PublishedText[] = []
  const texts = textsOf(current).flatMap((text): StoredText[] => {
    const identity = textIdentity(text)
    if (identity !== null && seen.has(identity)) return []
    const original = identity === null ? undefined : published.get(identity)
    if (identity !== null) seen.add(identity)
    const key = stringOf(text, '_key')
    keys.add(key)
    if (!original || changedEvidence({...original}, text) === null) return [text]
    restored.push(original)
    return [asStored(original, key || original._key)]
  })
  const isDoubled = texts.length < textsOf(current).length
  for (const [identity, original] of published) {
    if (identity === null || seen.has(identity)) continue
    let key = original._key
    while (keys.has(key)) key = `${key}-restored`
    keys.add(key)
    restored.push(original)
    texts.push(asStored(original, key))
  }
  return restored.length > 0 || isDoubled ? {texts, restored} : null
}

/** A published version as a form has it. */
export interface PublishedInForm {
  /** The published member, as it is stored. */
  text: StoredText
  /** The published member, parsed. */
  words: TextVersion
  identity: string
  /** Whether the form has these words, others, or none for the version. */
  state: 'same' | 'changed' | 'missing'
  /** `_key` of the form's member; of the published one where it is missing. */
  key: string
}

/** The published versions, and which members of a form they are. */
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
 * Separates published versions in a form from new ones.
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
