import type {Mutation} from '../changes/mutation.ts'
import type {SiteRecord} from '../documents/site.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import type {StatedConsent} from './importPlan.ts'

/** Id of the statement of an import's consent: `<site>.consent.import.<ulid>`, which only functions write. */
export function consentStatementId(site: string, ulid: string): string {
  return tenantDocumentId(site, 'consent', 'import', ulid)
}

/**
 * Keeps the importing person's statement of consent, apart from the import's own document, which
 * its author may change. The consent history of each person names the import and the row.
 *
 * @param now - ISO 8601, UTC
 */
export function keepStatement(
  site: Pick<SiteRecord, 'locale'> & {key: string},
  ulid: string,
  {text, textId, textVersion, at, where}: StatedConsent,
  now: string,
): Mutation {
  return {
    createIfNotExists: {
      _id: consentStatementId(site.key, ulid),
      _type: 'consentRegister',
      site: site.key,
      texts: [
        {
          _key: 'statement',
          id: textId ?? 'import',
          version: textVersion ?? 1,
          locale: site.locale ?? 'en',
          purpose: 'newsletter',
          text,
          where,
          validFrom: at,
          seenAt: now,
        },
      ],
    },
  }
}

/**
 * Whether a statement that names one of the site's consent texts has that text. One that names none is in
 * the words of the importing person.
 */
export function isTrueStatement(
  site: Pick<SiteRecord, 'consentTexts'>,
  {text, textId, textVersion}: StatedConsent,
): boolean {
  if (textId === undefined && textVersion === undefined) return true
  return (site.consentTexts ?? []).some(
    (entry) =>
      entry.id === textId && entry.version === textVersion && entry.text?.trim() === text.trim(),
  )
}
