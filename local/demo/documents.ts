import type {
  Campaign,
  CustomerSyncRule,
  EmailMessage,
  Lead,
  LeadActivity,
  LeadImport,
  LeadList,
  LeadSubmission,
  NewsletterSubscriber,
  Segment,
  ShopifyCustomerSnapshot,
  Site,
  Suppression,
} from '../../core/sanity.types.generated.ts'

/** A document before it is stored; its system times date it as its story does (ISO 8601, UTC). */
type Demo<Document extends {_rev: string}> = Omit<Document, '_rev'>

/** Registry document of a demo site. */
export type DemoSite = Demo<Site>
/** A status a tenant gives its leads. */
export type DemoLeadStatus = Site['leadStatuses'][number]
/** One version of a text that people consent to. */
export type DemoConsentText = Site['consentTexts'][number]
/** A form that a site registers. */
export type DemoForm = Site['forms'][number]
/** A field of a form, in the order the page shows them. */
export type DemoFormField = DemoForm['fields'][number]

/** What a form sent, unchanged. */
export type DemoSubmission = Demo<LeadSubmission>
/** Proof of consent: what was shown, and what the person did. */
export type DemoConsent = NonNullable<LeadSubmission['consent']>
/** Where a visitor came from, as the page's query string said. */
export type DemoUtm = NonNullable<LeadSubmission['source']['utm']>
/** A free-form value. */
export type DemoValue = LeadSubmission['fields'][number]

/** A newsletter subscriber. */
export type DemoSubscriber = Demo<NewsletterSubscriber>
/** Where a newsletter subscription stands. */
export type DemoSubscriberStatus = NewsletterSubscriber['status']

/** A person that a tenant may sell to. */
export type DemoLead = Demo<Lead>
/** How far a lead has reacted to e-mails. */
export type DemoEngagement = Lead['engagement']

/** An entry of a person's timeline. */
export type DemoActivity = Demo<LeadActivity>
/** A reason never to write to somebody again. */
export type DemoSuppression = Demo<Suppression>
/** An e-mail to one person. */
export type DemoEmail = Demo<EmailMessage>
/** A static list of leads. */
export type DemoList = Demo<LeadList>
/** A mailing to an audience. */
export type DemoCampaign = Demo<Campaign>
/** A group of leads that a rule describes. */
export type DemoSegment = Demo<Segment>
/** A finished import of a file. */
export type DemoImport = Demo<LeadImport>
/** How a site's Shopify customers may be looked at. */
export type DemoSyncRule = Demo<CustomerSyncRule>

/** A redacted picture of a store's customers. */
export type DemoSnapshot = Demo<ShopifyCustomerSnapshot>

/** Any document of the demo data. */
export type DemoDocument =
  | DemoSite
  | DemoSubmission
  | DemoSubscriber
  | DemoLead
  | DemoActivity
  | DemoSuppression
  | DemoEmail
  | DemoList
  | DemoSegment
  | DemoCampaign
  | DemoImport
  | DemoSyncRule
  | DemoSnapshot
