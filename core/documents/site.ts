/** A status that a site's leads may have. */
export interface LeadStatusRecord {
  value?: string | null
  title?: string | null
  tone?: 'default' | 'primary' | 'positive' | 'caution' | 'critical' | null
  stage?: 'open' | 'won' | 'lost' | null
  isDefault?: boolean | null
}

/** A version of a text that people consent to. Versions are added, never edited. */
export interface ConsentTextRecord {
  id?: string | null
  version?: number | null
  purpose?: ConsentPurpose | null
  locale?: string | null
  text?: string | null
  /** ISO 8601, UTC. */
  validFrom?: string | null
}

/** What a consent is for. */
export type ConsentPurpose = 'newsletter' | 'contact'

/** What a form is for, and with it which endpoint takes it. */
export type FormKind = 'newsletter' | 'lead'

/** Types a field of a form may have. */
export type FormFieldType = 'string' | 'text' | 'email' | 'tel' | 'url' | 'number' | 'boolean'

/** A field of a form. */
export interface FormFieldRecord {
  name?: string | null
  label?: string | null
  type?: FormFieldType | null
  required?: boolean | null
  /** Attribute of the lead that the field fills; any other text names a custom field. */
  leadField?: string | null
}

/** A form of a site, as its registry describes it. */
export interface FormRecord {
  id?: string | null
  kind?: FormKind | null
  title?: string | null
  version?: number | null
  consentTextId?: string | null
  requiresConsent?: boolean | null
  requiresRenderToken?: boolean | null
  doubleOptIn?: boolean | null
  fields?: readonly FormFieldRecord[] | null
}

/** What core reads of a `site` document. */
export interface SiteRecord {
  _id?: string
  key?: string | null
  title?: string | null
  status?: 'active' | 'paused' | 'archived' | null
  publicUrl?: string | null
  hosts?: readonly string[] | null
  adminHosts?: readonly string[] | null
  allowedOrigins?: readonly string[] | null
  timeZone?: string | null
  locale?: string | null
  leadStatuses?: readonly LeadStatusRecord[] | null
  consentTexts?: readonly ConsentTextRecord[] | null
  forms?: readonly FormRecord[] | null
}
