import type {Site} from '../../core/sanity.types.generated.ts'

/** A consent text without its words: those have to be written by whoever answers for them. */
type ConsentText = Omit<Site['consentTexts'][number], 'text' | 'validFrom' | 'locale'>

const CONSENT_TEXTS: ConsentText[] = [
  {_key: 'newsletter-1', id: 'newsletter', version: 1, purpose: 'newsletter'},
  {_key: 'contact-1', id: 'contact', version: 1, purpose: 'contact'},
]

const STATUSES: Site['leadStatuses'] = [
  {_key: 'new', value: 'new', title: 'New', tone: 'primary', stage: 'open', isDefault: true},
  {_key: 'contacted', value: 'contacted', title: 'Contacted', tone: 'default', stage: 'open'},
  {_key: 'qualified', value: 'qualified', title: 'Qualified', tone: 'caution', stage: 'open'},
  {_key: 'won', value: 'won', title: 'Customer', tone: 'positive', stage: 'won'},
  {_key: 'lost', value: 'lost', title: 'Lost', tone: 'critical', stage: 'lost'},
]

const FORMS: Site['forms'] = [
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
    fields: [
      {
        _key: 'email',
        name: 'email',
        label: 'E-mail',
        type: 'email',
        required: true,
        leadField: 'email',
      },
    ],
  },
  {
    _key: 'contact',
    id: 'contact',
    kind: 'lead',
    title: 'Contact',
    version: 1,
    consentTextId: 'contact',
    requiresConsent: false,
    requiresRenderToken: false,
    doubleOptIn: false,
    fields: [
      {
        _key: 'name',
        name: 'name',
        label: 'Name',
        type: 'string',
        required: true,
        leadField: 'name',
      },
      {
        _key: 'email',
        name: 'email',
        label: 'E-mail',
        type: 'email',
        required: true,
        leadField: 'email',
      },
      {_key: 'message', name: 'message', label: 'Message', type: 'text', required: true},
    ],
  },
]

/** What most sites start with, so that a new one is a few sentences away from being valid. */
export const USUAL_SITE = {
  leadStatuses: STATUSES,
  consentTexts: CONSENT_TEXTS,
  forms: FORMS,
}
