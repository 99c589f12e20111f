import {parseTenantDocumentId, type SiteKey} from './documentId.ts'

/** A decision was asked for that mixes documents of several sites. Nothing was decided. */
export class ForeignDocumentError extends Error {
  override readonly name = 'ForeignDocumentError'

  constructor(site: SiteKey) {
    super(
      `A document of another site was passed to a change of the site "${site}". ` +
        'Read every document of a change from the one site that it is for.',
    )
  }
}

/**
 * Makes sure that documents belong to a site, by their ids alone: the `site` attribute is only a
 * copy, and grants do not rest on it.
 *
 * @throws ForeignDocumentError when one of them does not
 */
export function assertSameSite(
  site: SiteKey,
  ...documents: readonly ({_id: string} | null | undefined)[]
): void {
  for (const document of documents) {
    if (document && parseTenantDocumentId(document._id)?.site !== site) {
      throw new ForeignDocumentError(site)
    }
  }
}
