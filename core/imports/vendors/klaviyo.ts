import {
  countHeadings,
  custom,
  evidence,
  leave,
  subscription,
  type VendorPreset,
} from './vendorPreset.ts'

/**
 * Klaviyo: the export of a list or segment. Consent and suppressions are columns of their own; the stricter
 * of both counts. Moments are in UTC.
 */
export const KLAVIYO: VendorPreset = {
  id: 'klaviyo',
  title: 'Klaviyo',
  timeZone: 'UTC',
  hasListFiles: true,
  recognize: (file) => {
    if (countHeadings(file, ['klaviyoid']) > 0) return 0.98
    return countHeadings(file, [
      'emailmarketingconsent',
      'emailmarketingconsenttimestamp',
      'emailsuppressions',
      'historiccustomerlifetimevalue',
      'profilecreatedon',
    ]) >= 2
      ? 0.9
      : 0
  },
  subscriptionOf: () => null,
  columns: {
    klaviyoid: custom('Klaviyo ID'),
    organization: {target: {kind: 'field', field: 'company'}},
    title: {target: {kind: 'field', field: 'jobTitle'}},
    source: evidence('source'),
    ipaddress: evidence('requestedFrom'),
    profilecreatedon: {target: {kind: 'createdAt'}},
    emailmarketingconsent: subscription({
      subscribed: 'subscribed',
      subscribe: 'subscribed',
      unsubscribed: 'unsubscribed',
      unsubscribe: 'unsubscribed',
      never_subscribed: 'none',
      'never subscribed': 'none',
    }),
    emailmarketingconsenttimestamp: evidence('requestedAt'),
    emailsuppressions: subscription({
      unsubscribed: 'unsubscribed',
      unsubscribe: 'unsubscribed',
      user_suppressed: 'unsubscribed',
      spam_complaint: 'complained',
      hard_bounce: 'bounced',
      invalid_email: 'bounced',
      '[]': 'unsaid',
      false: 'unsaid',
      true: 'unsubscribed',
    }),
    ...leave('technical', 'latitude longitude dateadded'),
    ...leave('other-channel', 'smsmarketingconsent smsmarketingconsenttimestamp smssuppressions'),
    ...leave(
      'calculated',
      'historiccustomerlifetimevalue totalcustomerlifetimevalue predictedcustomerlifetimevalue averageordervalue historicnumberoforders predictednumberoforders averagedaysbetweenorders firstactive lastactive lastopen lastclick churnriskprediction expecteddateofnextorder',
    ),
  },
}
