import type {ImportedSubscription} from '../importMapping.ts'
import {
  baseName,
  countHeadings,
  custom,
  evidence,
  headingKeys,
  leave,
  type ExportedFile,
  type VendorPreset,
} from './vendorPreset.ts'

const OWN = ['memberrating', 'optintime', 'optinip', 'confirmtime', 'confirmip', 'leid', 'euid']

/** Names of the files of an audience's export: `subscribed_members_export_15d17415eb.csv`. */
const FILES: readonly [name: RegExp, subscription: ImportedSubscription][] = [
  [/cleaned/u, 'bounced'],
  [/non-?_?subscribed|transactional/u, 'none'],
  [/unsubscribed/u, 'unsubscribed'],
  [/subscribed/u, 'subscribed'],
]

function subscriptionOf(file: ExportedFile): ImportedSubscription | null {
  const name = baseName(file)
  const byName = FILES.find(([pattern]) => pattern.test(name))
  if (byName) return byName[1]
  const keys = headingKeys(file)
  if (keys.has('cleantime')) return 'bounced'
  return keys.has('unsubtime') ? 'unsubscribed' : null
}

/**
 * Mailchimp: an audience's export is an archive with a file for each state of a subscription. Moments are in
 * UTC. Columns between the name and `MEMBER_RATING` are the audience's own fields and groups.
 */
export const MAILCHIMP: VendorPreset = {
  id: 'mailchimp',
  title: 'Mailchimp',
  timeZone: 'UTC',
  recognize: (file) => {
    const known = countHeadings(file, OWN)
    const isNamed = /^(?:un|non-?_?)?(?:subscribed|cleaned)_(?:members|segment)?_?export/u.test(
      baseName(file),
    )
    if (known >= 4) return 0.98
    if (known >= 2) return isNamed ? 0.95 : 0.7
    return isNamed && countHeadings(file, ['emailaddress', 'email']) > 0 ? 0.7 : 0
  },
  subscriptionOf,
  columns: {
    emailaddress: {target: {kind: 'field', field: 'email'}},
    email: {target: {kind: 'field', field: 'email'}},
    optintime: evidence('requestedAt'),
    optinip: evidence('requestedFrom'),
    confirmtime: evidence('confirmedAt'),
    confirmip: evidence('confirmedFrom'),
    unsubtime: evidence('endedAt'),
    cleantime: evidence('endedAt'),
    unsubreason: evidence('endReason'),
    tags: {target: {kind: 'tags', separator: ','}},
    memberrating: custom('Mailchimp rating', 'number'),
    euid: custom('Mailchimp EUID'),
    notes: custom('Notes'),
    ...leave(
      'technical',
      'emailtype latitude longitude gmtoff dstoff timezone cc region lastchanged leid unsubcampaignid unsubcampaigntitle unsubreasonother cleancampaignid cleancampaigntitle',
    ),
  },
}
