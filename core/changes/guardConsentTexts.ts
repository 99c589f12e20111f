import {
  registerTexts,
  restoreTexts,
  type ObservedTexts,
  type PublishedText,
} from '../consent/publishedTexts.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {Stored} from '../documents/stored.ts'
import type {ConsentRegister} from '../sanity.types.generated.ts'
import {assertSameSite, siteDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** What core reads of a `consentRegister` document. */
export type ConsentRegisterRecord = Stored<ConsentRegister>

/** Most restorations that the register lists. */
const MAX_RESTORATIONS = 100

/** A revision of the site's document. */
export interface SiteRevision {
  revision: string
  /** ISO 8601, UTC. */
  at: string
}

/** What {@link guardConsentTexts} depends on. */
export interface ConsentGuardCase {
  /** Key of the site. */
  site: string
  /** The site's document as it is now. */
  document: {_id: string; _rev: string; _updatedAt: string; consentTexts?: unknown}
  /** `null` before the first one is written. */
  register: ConsentRegisterRecord | null
  /** Texts of other revisions of the site's document, in any order. */
  observed: readonly ObservedTexts[]
  /** The newest of the revisions that were observed. */
  through: SiteRevision | null
  /** ISO 8601, UTC. */
  now: string
}

/** The mutations, for one transaction, and the versions that they restore. */
export interface ConsentGuardDecision {
  mutations: Mutation[]
  restored: PublishedText[]
}

/** Id of a site's register of published consent texts. */
export function consentRegisterId(site: string): string {
  return tenantDocumentId(site, 'consent', 'texts')
}

/** The texts of a register, complete. */
function knownTexts(register: ConsentRegisterRecord | null): PublishedText[] {
  return (register?.texts ?? []).map((text) => ({
    _key: text._key ?? '',
    id: text.id ?? '',
    version: text.version ?? 0,
    locale: text.locale ?? '',
    purpose: text.purpose ?? '',
    text: text.text ?? '',
    validFrom: text.validFrom ?? '',
    seenAt: text.seenAt ?? '',
  }))
}

function newestOf(
  register: ConsentRegisterRecord | null,
  through: SiteRevision | null,
): SiteRevision | null {
  const {revision, at} = register?.through ?? {}
  if (!revision || !at) return through
  return through && through.at > at ? through : {revision, at}
}

function named({id, version, locale}: PublishedText): string {
  return `${id}, version ${version}${locale === '' ? '' : ` (${locale})`}`
}

/**
 * Keeps the register of a site's published consent texts, and restores those that were changed in the
 * site's document: people agreed to a version as it was first published. New versions are added to the
 * register. A second decision on the result changes nothing.
 *
 * @throws ForeignDocumentError when the register belongs to another site
 */
export function guardConsentTexts(input: ConsentGuardCase): ConsentGuardDecision {
  const {site, document, register, observed, now} = input
  assertSameSite(site, register)
  if (document._id !== siteDocumentId(site)) {
    throw new TypeError(`${document._id} is not the document of the site "${site}".`)
  }
  const before = knownTexts(register)
  const current = {texts: document.consentTexts, at: document._updatedAt}
  const texts = registerTexts(before, [...observed, current])
  const restoration = restoreTexts(texts, document.consentTexts)
  const through = newestOf(register, input.through)
  const restored = restoration?.restored ?? []
  const restorations = [
    ...(register?.restorations ?? []),
    ...(restoration
      ? [
          {
            _key: document._rev,
            at: now,
            versions: restored.map(named).join('; ') || 'A second member of a version was removed',
            revision: document._rev,
          },
        ]
      : []),
  ].slice(-MAX_RESTORATIONS)
  const set = {texts, restorations, ...(through ? {through} : {})}
  const isKnown =
    register !== null &&
    !restoration &&
    canonicalJson(texts) === canonicalJson(before) &&
    through?.revision === register.through?.revision
  const mutations: Mutation[] = [
    ...(isKnown
      ? []
      : [
          register
            ? guardedPatch(register, {set})
            : {create: {_id: consentRegisterId(site), _type: 'consentRegister', site, ...set}},
        ]),
    ...(restoration ? [guardedPatch(document, {set: {consentTexts: restoration.texts}})] : []),
  ]
  return {mutations, restored}
}
