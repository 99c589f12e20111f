import {
  baseName,
  countHeadings,
  custom,
  evidence,
  hasKnownValues,
  leave,
  subscription,
  type VendorPreset,
} from './vendorPreset.ts'

const STATUS = subscription({
  '-1': 'none',
  '0': 'pending',
  '1': 'subscribed',
  '2': 'unsubscribed',
  '3': 'bounced',
  '91': 'unsubscribed',
  active: 'subscribed',
  subscribed: 'subscribed',
  unconfirmed: 'pending',
  unsubscribed: 'unsubscribed',
  bounced: 'bounced',
  any: 'none',
  none: 'none',
})

/**
 * ActiveCampaign: one file of contacts. A status is a word or the API's code, and may be there once for each
 * list: the strictest counts. `91` is a subscription that an edit removed.
 */
export const ACTIVE_CAMPAIGN: VendorPreset = {
  id: 'activecampaign',
  title: 'ActiveCampaign',
  timeZone: null,
  recognize: (file) => {
    const isNamed = /active.?campaign/u.test(file.name.toLowerCase())
    const basics = countHeadings(file, ['email', 'firstname', 'lastname', 'tags'])
    const own = countHeadings(file, [
      'datecreated',
      'ip',
      'ipaddress',
      'status',
      'lists',
      'account',
    ])
    if (basics < 3) return isNamed && basics > 0 ? 0.6 : 0
    if (isNamed) return 0.95
    // Files of other systems have such headings too.
    if (!hasKnownValues(file, 'status', STATUS)) return 0
    const isExport = /^contacts?[-_ ]?export|^export[-_ ]?contacts?/u.test(baseName(file))
    return own >= 3 ? 0.75 : own === 2 && isExport ? 0.6 : 0
  },
  subscriptionOf: () => null,
  columns: {
    datecreated: {target: {kind: 'createdAt'}},
    datesubscribed: evidence('requestedAt'),
    dateunsubscribed: evidence('endedAt'),
    ip: evidence('requestedFrom'),
    ipaddress: evidence('requestedFrom'),
    tags: {target: {kind: 'tags', separator: ','}},
    lists: {target: {kind: 'lists', separator: ','}},
    account: {target: {kind: 'field', field: 'company'}},
    organization: {target: {kind: 'field', field: 'company'}},
    contactid: custom('ActiveCampaign ID'),
    id: custom('ActiveCampaign ID'),
    status: STATUS,
    ...leave('technical', 'hash useragent lastmodified datemodified dateupdated'),
    ...leave('calculated', 'gravatar bounces lastopen lastclick'),
  },
}
