import type {Template} from 'sanity'
import type {Site} from '../../core/sanity.types.generated.ts'

/** Starts a site's registry document; takes the site's key. */
export const SITE_TEMPLATE = 'leads.site'

/** Initial values of the documents that the structure can create; their ids contain the site's key. */
export const TEMPLATES: Template[] = [
  {
    id: SITE_TEMPLATE,
    title: 'Site',
    schemaType: 'site',
    parameters: [{name: 'site', type: 'string'}],
    value: (parameters?: {site?: string}) => ({
      key: parameters?.site,
      // Forms are refused until somebody has checked the settings and set the site to active.
      status: 'paused',
      locale: 'en',
      planLimit: 10_000,
      ...NEW_SITE,
    }),
  },
]

/** A consent text without its wording, which the responsible person has to write. */
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

/** What a new site starts with; only the wording of its consent texts is missing. */
export const NEW_SITE = {
  leadStatuses: STATUSES,
  consentTexts: CONSENT_TEXTS,
  forms: FORMS,
}
