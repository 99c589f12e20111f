import {
  countHeadings,
  custom,
  hasKnownValues,
  leave,
  subscription,
  type PresetColumn,
  type VendorPreset,
} from './vendorPreset.ts'

const EMAIL: PresetColumn = {target: {kind: 'field', field: 'email'}}
const CREATED: PresetColumn = {target: {kind: 'createdAt'}}

/**
 * listmonk: subscribers with their attributes as JSON. `enabled` says that a person exists, not that they
 * subscribed to anything.
 */
export const LISTMONK: VendorPreset = {
  id: 'listmonk',
  title: 'listmonk',
  timeZone: 'UTC',
  recognize: (file) => {
    const attributes = countHeadings(file, ['attributes', 'attribs'])
    if (attributes === 0 || countHeadings(file, ['email', 'name']) < 2) return 0
    return countHeadings(file, ['uuid', 'status', 'createdat', 'updatedat']) >= 2 ? 0.97 : 0.8
  },
  subscriptionOf: () => null,
  columns: {
    uuid: custom('listmonk UUID'),
    email: EMAIL,
    name: {target: {kind: 'field', field: 'name'}},
    attributes: {target: {kind: 'attributes'}},
    attribs: {target: {kind: 'attributes'}},
    status: subscription({
      enabled: 'unsaid',
      disabled: 'unsubscribed',
      blocklisted: 'unsubscribed',
      blacklisted: 'unsubscribed',
    }),
    createdat: CREATED,
    ...leave('technical', 'id updatedat'),
  },
}

/** Brevo: contacts, with days before months. An address is refused by a list of its own. */
export const BREVO: VendorPreset = {
  id: 'brevo',
  title: 'Brevo',
  timeZone: null,
  hasListFiles: true,
  recognize: (file) =>
    countHeadings(file, ['emailblacklisted', 'smsblacklisted', 'addedtime', 'modifiedtime']) >= 2
      ? 0.95
      : 0,
  subscriptionOf: () => null,
  columns: {
    contactid: custom('Brevo ID'),
    email: EMAIL,
    sms: {target: {kind: 'field', field: 'phone'}},
    emailblacklisted: subscription({
      yes: 'unsubscribed',
      true: 'unsubscribed',
      '1': 'unsubscribed',
      no: 'subscribed',
      false: 'subscribed',
      '0': 'subscribed',
    }),
    addedtime: CREATED,
    ...leave('technical', 'modifiedtime'),
    ...leave('other-channel', 'smsblacklisted whatsappblacklisted'),
  },
}

const KIT_STATUS = subscription({
  active: 'subscribed',
  inactive: 'pending',
  unconfirmed: 'pending',
  cancelled: 'unsubscribed',
  canceled: 'unsubscribed',
  unsubscribed: 'unsubscribed',
  bounced: 'bounced',
  complained: 'complained',
})

/** Kit, formerly ConvertKit: subscribers of an account, a form or a tag. Moments are in UTC. */
export const KIT: VendorPreset = {
  id: 'kit',
  title: 'Kit',
  timeZone: 'UTC',
  recognize: (file) => {
    const all = countHeadings(file, ['firstname', 'email', 'createdat', 'status'])
    const isNamed = /convert.?kit|\bkit\b/u.test(file.name.toLowerCase())
    const isOther = countHeadings(file, ['uuid', 'lastname']) > 0
    if (all < 4 || isOther || !hasKnownValues(file, 'status', KIT_STATUS)) return 0
    return isNamed ? 0.9 : file.columns.length <= 8 ? 0.6 : 0
  },
  subscriptionOf: () => null,
  columns: {
    id: custom('Kit ID'),
    email: EMAIL,
    createdat: CREATED,
    status: KIT_STATUS,
  },
}
