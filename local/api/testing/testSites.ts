import type {Site} from '../../../core/sanity.types.generated.ts'
import type {Unstored} from '../../../core/documents/stored.ts'

const CONSENT_TEXT = 'Yes, send me the newsletter. I can unsubscribe at any time.'

/** A site with a newsletter form, a lead form and a form that insists on a render token. */
export function testSite(key: string, host: string): Unstored<Site> {
  const emailField = {
    _key: 'email',
    name: 'email',
    label: 'E-mail',
    type: 'email' as const,
    required: true,
    leadField: 'email' as const,
  }
  return {
    _id: `site.${key}`,
    _type: 'site',
    key,
    title: `The ${key} company`,
    status: 'active',
    publicUrl: `https://${host}`,
    hosts: [host],
    adminHosts: [`admin.${host}`],
    allowedOrigins: [`https://${host}`],
    timeZone: 'Europe/Berlin',
    locale: 'en',
    planLimit: 1000,
    leadStatuses: [
      {_key: 'new', value: 'new', title: 'New', tone: 'primary', stage: 'open', isDefault: true},
    ],
    consentTexts: [
      {
        _key: 'v1',
        id: 'newsletter',
        version: 1,
        purpose: 'newsletter',
        locale: 'en',
        text: CONSENT_TEXT,
        validFrom: '2024-01-01T00:00:00.000Z',
      },
    ],
    forms: [
      {
        _key: 'newsletter',
        id: 'newsletter',
        kind: 'newsletter',
        title: 'Newsletter',
        version: 1,
        consentTextId: 'newsletter',
        requiresConsent: true,
        requiresRenderToken: false,
        doubleOptIn: true,
        fields: [emailField],
      },
      {
        _key: 'contact',
        id: 'contact',
        kind: 'lead',
        title: 'Contact',
        version: 2,
        consentTextId: 'newsletter',
        requiresConsent: false,
        requiresRenderToken: false,
        doubleOptIn: true,
        fields: [
          emailField,
          {
            _key: 'name',
            name: 'name',
            label: 'Name',
            type: 'string',
            required: true,
            leadField: 'name',
          },
          {_key: 'message', name: 'message', label: 'Message', type: 'text', required: true},
        ],
      },
      {
        _key: 'strict',
        id: 'strict',
        kind: 'lead',
        title: 'Strict',
        version: 1,
        consentTextId: 'newsletter',
        requiresConsent: true,
        requiresRenderToken: true,
        doubleOptIn: true,
        fields: [emailField],
      },
    ],
    mail: {
      fromName: `The ${key} company`,
      fromAddress: `hello@${host}`,
      replyTo: `hello@${host}`,
    },
  }
}
