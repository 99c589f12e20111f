import type {Site} from '../sanity.types.generated.ts'
import type {Loose} from './stored.ts'

/** What core reads of a `site` document. */
export type SiteRecord = Loose<Site>

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
