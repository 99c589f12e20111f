/** Why a lead was left out of a bulk change, or the change failed. */
export const BULK_PROBLEM_TEXTS = {
  'bulk.changed': 'Somebody changed it meanwhile; their value stays.',
  'bulk.came-back': 'The lead came back by itself meanwhile.',
  'bulk.data-expired': 'The deleted data is no longer kept. It is kept for 30 days.',
  'bulk.field-not-restorable': 'The field “{{field}}” can’t be put back.',
  'bulk.former-value-unknown': 'It is not known any more what it was before.',
  'bulk.gone': 'The lead was deleted meanwhile.',
  'bulk.nothing-kept': 'Nothing is kept of this lead that could be restored.',
  'bulk.nothing-to-change': 'Nothing had to be changed.',
  'bulk.queued': 'The deletion was given to the background. Look at it there.',
  'bulk.request-unknown': 'It is not known any more what was asked for.',

  /** A person is left out of campaigns */
  'mail.bounced': 'The address bounced: gets no campaigns.',
  'mail.complained': 'Marked our mail as spam: gets no campaigns.',
  'mail.pending': 'Has not confirmed the sign-up: gets no campaigns.',
  'mail.suppressed': 'On the suppression list: gets no campaigns.',
  'mail.unsubscribed': 'Unsubscribed: gets no campaigns.',

  /** Undoing the import of a row */
  'import.fields-changed': 'Somebody changed these fields since the import; their values stay.',
  'import.former-value-unknown': 'It is not known what it was before.',
  'import.lead-used': 'Something happened to the lead since the import, so it stays.',
  'import.subscription-moved': 'The subscription changed since the import, so the lead stays.',

  'job.unrecorded': 'The failure could not be recorded either: {{problem}}',
  'job.busy': 'Others kept changing it. Try again.',
  /** A message that a job recorded without a code */
  'job.recorded': '{{message}}',
} as const
