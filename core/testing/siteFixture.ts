import type {Site} from '../sanity.types.generated.ts'
import {siteDocumentId} from '../tenancy/documentId.ts'

/** A complete site document for tests, titled after its key. */
export function siteFixture(key: string, attributes: Partial<Site> = {}): Site {
  return {
    _id: siteDocumentId(key),
    _type: 'site',
    _createdAt: '2026-01-01T00:00:00Z',
    _updatedAt: '2026-01-01T00:00:00Z',
    _rev: 'one',
    key,
    title: key,
    status: 'active',
    publicUrl: `https://${key}.example.com`,
    hosts: [`${key}.example.com`],
    timeZone: 'Europe/Stockholm',
    locale: 'en',
    planLimit: 1000,
    leadStatuses: [],
    consentTexts: [],
    forms: [],
    allowedOrigins: [],
    ...attributes,
  }
}
