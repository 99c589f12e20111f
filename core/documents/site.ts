import type {CustomField, Site} from '../sanity.types.generated.ts'
import type {Loose, Stored} from './stored.ts'

/** What core reads of a `site` document. */
export type SiteRecord = Loose<Site>

/** What core reads of a `customField` document. */
export type CustomFieldRecord = Pick<Stored<CustomField>, '_id' | 'name' | 'title' | 'type'>

/** A site together with its `customField` documents. */
export type WithCustomFields<Registered> = Registered & {
  customFields: readonly CustomFieldRecord[]
}

/** Where the custom fields of a site's leads are defined: in its forms, and one by one by its editors. */
export type CustomFieldSources = WithCustomFields<Pick<SiteRecord, 'forms'>>

/** A status that a site's leads may have. */
export type LeadStatusRecord = Loose<Site['leadStatuses'][number]>

/** A version of a text that people consent to. Versions are added, never edited. */
export type ConsentTextRecord = Loose<Site['consentTexts'][number]>

/** What a consent is for. */
export type ConsentPurpose = Site['consentTexts'][number]['purpose']

/** A form of a site, as its registry describes it. */
export type FormRecord = Loose<Site['forms'][number]>

/** What a form is for, and with it which endpoint takes it. */
export type FormKind = Site['forms'][number]['kind']

/** Types a field of a form may have. */
export type FormFieldType = Site['forms'][number]['fields'][number]['type']
