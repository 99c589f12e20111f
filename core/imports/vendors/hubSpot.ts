import {
  countHeadings,
  custom,
  leave,
  REFUSED,
  subscription,
  type VendorPreset,
} from './vendorPreset.ts'

const OWN = [
  'leadstatus',
  'lifecyclestage',
  'contactowner',
  'createdate',
  'lastmodifieddate',
  'associatedcompany',
  'associateddeal',
  'associatedcompanyids',
  'lastactivitydate',
  'marketingcontactstatus',
  'originalsource',
  'contenttopics',
]

/**
 * HubSpot: a view of contacts, with the labels of the properties that the view shows. Being in the file is no
 * consent. Lead statuses are the account's own; they are guessed.
 */
export const HUBSPOT: VendorPreset = {
  id: 'hubspot',
  title: 'HubSpot',
  timeZone: null,
  recognize: (file) => {
    const hasId = countHeadings(file, ['recordid', 'contactid']) > 0
    const own = countHeadings(file, OWN)
    const isNamed = /hubspot/u.test(file.name.toLowerCase())
    if (hasId && own >= 2) return 0.95
    if (isNamed && countHeadings(file, ['email']) > 0) return 0.9
    return own >= 3 && countHeadings(file, ['email']) > 0 ? 0.7 : 0
  },
  subscriptionOf: () => null,
  columns: {
    recordid: custom('HubSpot ID'),
    contactid: custom('HubSpot ID'),
    createdate: {target: {kind: 'createdAt'}},
    associatedcompany: {target: {kind: 'field', field: 'company'}},
    companyname: {target: {kind: 'field', field: 'company'}},
    lifecyclestage: custom('Lifecycle Stage'),
    // Evidence is kept of subscribers only, and a view of contacts has leads.
    originalsource: custom('Original Source'),
    leadsource: custom('Lead Source'),
    unsubscribedfromallemail: subscription(REFUSED),
    optedoutofemailmarketinginformation: subscription(REFUSED),
    invalidemailaddress: subscription({
      ...REFUSED,
      yes: 'bounced',
      true: 'bounced',
      '1': 'bounced',
    }),
    ...leave(
      'technical',
      'lastmodifieddate associateddeal associateddealids associatedcompanyids associatednote associatednoteids associatedtask associatedtaskids',
    ),
    ...leave(
      'calculated',
      'lastactivitydate numberofpageviews numberofsessions marketingemailsopened marketingemailsclicked marketingemailsdelivered likelihoodtoclose',
    ),
  },
}
