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
  'field.too-many-tags': 'A lead can have at most {{limit}} tags.',

  /** A lead that is added by hand */
  'new-lead.consent-missing': 'Choose what the person agreed to, or that they agreed to nothing.',
  'new-lead.email-missing': 'Enter an e-mail address.',
  'new-lead.email-taken': 'The site has a lead with this address already.',
  'new-lead.place-taken':
    'The lead was not added: others took the last place of the site’s plan in the meantime. Delete leads that nobody needs, or ask an administrator of the network to raise the limit.',
  'new-lead.site-gone': 'The site was deleted in the meantime.',
  'new-lead.too-many-lists': 'Choose at most {{limit}} lists.',

  /** A consent that an editor states */
  'stated-consent.action-missing': 'Choose how the person agreed.',
  'stated-consent.day-future': 'This day is in the future.',
  'stated-consent.day-missing': 'Enter the day on which the person agreed.',
  'stated-consent.day-too-early':
    'This version of the text was published on {{since}}. Choose an earlier version.',
  'stated-consent.text-missing': 'Choose the text that the person agreed to.',

  /** A new custom field */
  'custom-field.as-field': 'Every lead has the field “{{title}}” for that. Use another name.',
  'custom-field.name-missing': 'Give the field a name.',
  'custom-field.name-taken': 'The site has the field “{{title}}” already.',
  'custom-field.name-unusable': 'Use letters or digits.',
  'custom-field.site-gone': 'The site was deleted in the meantime.',
  'custom-field.too-many':
    'A site can have {{limit}} custom fields, and there is no room for more. Use one of them, or ask an administrator to delete one that nobody needs.',
  'custom-field.type-missing': 'Choose a type.',

  'consent.reason-missing': 'Enter a reason. The timeline shows it.',
  'consent.reason-too-long': 'The reason is longer than {{limit, number}} characters.',
  'consent.withdrawn': 'The person unsubscribed. Only they can undo that, by signing up again.',

  /** A site's limit of leads */
  'plan.full':
    'The site’s plan has room for {{limit, number}} leads, and there are {{count, number}}. No more can be added. Delete leads that nobody needs, or ask an administrator of the network to raise the limit.',
  'plan.taken':
    'The site’s plan has room for {{limit, number}} leads, and there are {{count, number}}. Imports that are under way may add {{places, number}} more. Try again when they have ended.',
  'plan.too-few':
    'The site’s plan has room for {{limit, number}} leads, and there are {{count, number}}. {{room, number}} more can be added. Delete leads that nobody needs, or ask an administrator of the network to raise the limit.',

  'view.locked': 'This view is locked.',
  'view.locked-because': 'This view is locked. The reason: {{reason}}',
  'view.name-missing': 'Give the view a name.',
  'view.not-owner':
    'Only the person who shared this view and administrators can lock and unlock it.',
} as const
