/** Why a lead was left out of a bulk change, or the change failed. */
export const BULK_PROBLEM_TEXTS = {
  'bulk.administrators-only': 'Only administrators of the site can delete leads.',
  'bulk.changed': 'Somebody else changed this in the meantime. Their value stays.',
  'bulk.came-back': 'The lead was created again in the meantime.',
  'bulk.data-expired': 'The deleted data is no longer kept. It is kept for 30 days.',
  'bulk.earlier-foreign': 'The earlier bulk change belongs to another site.',
  'bulk.earlier-gone': 'The earlier bulk change was deleted.',
  'bulk.field-not-restorable': 'The field “{{field}}” can’t be restored.',
  'bulk.foreign-leads': 'The change names documents that are not leads of this site.',
  'bulk.former-value-unknown': 'The former value is no longer known.',
  'bulk.gone': 'The lead was deleted in the meantime.',
  'bulk.no-leads': 'The change names no leads.',
  'bulk.not-repeatable': 'Only what an administrator asked for can be deleted again.',
  'bulk.not-undoable': 'Only what a bulk change has changed can be undone.',
  'bulk.nothing-kept': 'No data of this lead is stored, so it can’t be restored.',
  'bulk.nothing-to-change': 'Nothing had to be changed.',
  'bulk.queued': 'The deletion runs in the background. See “Recently changed”.',
  'bulk.request-unknown': 'The request is no longer known.',
  'bulk.target-gone': 'The list or campaign was deleted. Choose another.',

  /** A person is left out of campaigns */
  'mail.bounced': 'The address bounced: gets no campaigns.',
  'mail.complained': 'Marked an e-mail as spam: gets no campaigns.',
  'mail.pending': 'Has not confirmed the sign-up: gets no campaigns.',
  'mail.suppressed': 'On the suppression list: gets no campaigns.',
  'mail.unsubscribed': 'Unsubscribed: gets no campaigns.',
} as const
