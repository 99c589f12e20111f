/** Why a change of a lead, of a person's mail or of a saved view is refused. */
export const LEAD_PROBLEM_TEXTS = {
  'lead.busy': 'Others keep changing this lead at the moment. Try again.',
  'lead.gone': 'The lead was deleted in the meantime.',
  'lead.note-empty': 'The note is empty.',
  'lead.note-too-long': 'The note is longer than {{limit}} characters.',
  'lead.status-unknown': 'The site defines no such status.',

  /** A value does not fit its field */
  'field.not-date': 'Use a date such as 2026-11-30.',
  'field.not-linkedin': 'Use the address of a page at linkedin.com, starting with https://.',
  'field.not-member': 'Choose a member of this project.',
  'field.not-number': 'Use a number such as 12 or -3.5.',
  'field.not-phone': 'Use a telephone number with 5 to 15 digits, such as +46 70 123 45 67.',
  'field.not-user': 'Use the id of a user.',
  'field.not-yes-no': 'Use yes or no.',
  'field.score-not-number': 'The score must be a number.',
  'field.too-long': 'Use at most {{limit, number}} characters.',
  'field.too-many-tags': 'A lead may carry at most {{limit}} tags.',

  'consent.reason-missing': 'Say why: the timeline keeps it.',
  'consent.reason-too-long': 'The reason is longer than {{limit, number}} characters.',
  'consent.withdrawn': 'The person unsubscribed. Only they can undo that, by signing up again.',

  'view.locked': 'This view is locked.',
  'view.locked-because': 'This view is locked. The reason: {{reason}}',
  'view.name-missing': 'Give the view a name.',
  'view.not-owner': 'Only who shared this view and administrators lock and unlock it.',
} as const
