import type {WorkspaceSite} from '../ui/siteContext.tsx'
import type {Lead} from '../../core/sanity.types.generated.ts'
import type {MemoryDocument} from '../ui/testing/memoryStore.ts'

const META = {
  _rev: 'rev-0',
  _createdAt: '2026-01-01T00:00:00Z',
  _updatedAt: '2026-01-01T00:00:00Z',
}

/** A site for tests. */
export const TEST_SITE: WorkspaceSite = {
  ...META,
  _id: 'site.alpha',
  _type: 'site',
  key: 'alpha',
  title: 'Alpha',
  status: 'active',
  publicUrl: 'https://alpha.example.com',
  hosts: ['alpha.example.com'],
  allowedOrigins: ['https://alpha.example.com'],
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
  planLimit: 1000,
  leadStatuses: [
    {_key: 'a', value: 'new', title: 'New', stage: 'open', tone: 'primary', isDefault: true},
    {_key: 'b', value: 'won', title: 'Customer', stage: 'won', tone: 'positive'},
    {_key: 'c', value: 'lost', title: 'Lost', stage: 'lost', tone: 'critical'},
  ],
  consentTexts: [],
  forms: [],
  customFields: [],
}

/** A lead of {@link TEST_SITE}; its created time grows with its number. */
export function testLead(number: number, fields: Partial<Lead> = {}): MemoryDocument {
  const day = String((number % 28) + 1).padStart(2, '0')
  return {
    ...META,
    _id: `alpha.lead.${String(number).padStart(4, '0')}`,
    _type: 'lead',
    site: 'alpha',
    name: `Person ${number}`,
    email: `person${number}@example.test`,
    status: 'new',
    engagement: 'none',
    subscription: 'none',
    createdAt: `2026-01-${day}T10:00:00.000Z`,
    source: {kind: 'form', label: 'Contact form'},
    ...fields,
  }
}
