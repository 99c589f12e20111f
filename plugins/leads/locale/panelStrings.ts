import {leadFieldStrings} from '../../../core/leads/leadFields.ts'
import {SUBSCRIPTION_TITLES, titleStrings} from '../../../core/leads/choiceTitles.ts'

/** The panel with one lead: fields, status, consent evidence, timeline and notes. */
export const PANEL_STRINGS = {
  /** Panel with one lead */
  'panel.label': 'Lead',
  'panel.audit': 'History in the audit trail',
  'panel.close': 'Close',
  'panel.next': 'Next lead',
  'panel.previous': 'Previous lead',
  'panel.copy-email': 'Copy e-mail address',
  'panel.email-copied': 'E-mail address copied',
  'panel.open-structure': 'Open in Records',
  'panel.loading': 'Loading the lead',
  'panel.load-failed': 'The lead could not be loaded',
  'panel.unknown-title': 'Lead not found',
  'panel.unknown-reason':
    'It may have been deleted, or your role has no access to it. Check the link.',
  'panel.denied-title': 'You don’t have access to this lead',
  'panel.unnamed': 'No name',

  /** Status control */
  'status.change': 'Change status',
  'status.current': 'Status: {{status}}. Change it',
  'status.read-only': 'Your role can read leads but not change them.',
  'status.failed': 'The status was not changed to “{{status}}”',
  'status.overtaken': '{{who}} set it to “{{status}}” in the meantime.',
  'status.somebody': 'Somebody',

  /** Sections of the panel */
  'section.details': 'Details',
  'section.consent': 'Consent evidence',
  'section.timeline': 'Timeline',

  /** Fields in the details section */
  ...leadFieldStrings('field', 'title'),
  'field.campaign': 'UTM campaign',
  'field.content': 'UTM content',
  'field.form': 'Form',
  'field.medium': 'UTM medium',
  'field.page': 'Page',
  'field.term': 'UTM term',
  'field.utm-source': 'UTM source',

  /** Editing a field in its place */
  'edit-field.edit': 'Edit {{field}}',
  'edit-field.save': 'Save {{field}}',
  'edit-field.cancel': 'Cancel editing {{field}}',
  'edit-field.empty': 'Not set',
  'edit-field.not-set': 'Not set',
  'edit-field.nobody': 'Nobody',
  'edit-field.yes': 'Yes',
  'edit-field.no': 'No',
  'edit-field.failed': '{{field}} was not saved',
  /** Button that edits the value that was not saved */
  'edit-field.again': 'Edit',
  /** Another user changed it meanwhile: save the own value anyway, or keep theirs */
  'edit-field.replace': 'Replace it with “{{value}}”',
  'edit-field.keep': 'Keep theirs',

  /** Subscription states */
  ...titleStrings('subscription', SUBSCRIPTION_TITLES),

  /** Consent evidence */
  'consent.none': 'No consent is on record for this lead.',
  'consent.text': 'Exact text shown',
  'consent.version': 'Text and version',
  'consent.text-id': 'Consent text',
  'consent.text-version': 'Version of the text',
  'consent.version-value': '{{id}}, version {{version}}',
  'consent.given': 'Given',
  'consent.not-given': 'Not given',
  'consent.purpose': 'Purpose',
  'consent.purpose-contact': 'Being contacted',
  'consent.purpose-newsletter': 'Newsletter',
  'consent.action': 'Action',
  'consent.action-checkbox': 'Ticking a checkbox',
  'consent.action-submit': 'Sending the form',
  'consent.action-signature': 'Signing on paper',
  'consent.action-message': 'Writing a message',
  'consent.action-spoken': 'Saying so in person or by telephone',
  'consent.note': 'Note',
  'consent.stated-by': 'Stated by',
  'consent.channel': 'Channel',
  'consent.channel-email': 'E-mail',
  'consent.page': 'Page',
  'consent.double-opt-in': 'Double opt-in',
  'consent.confirmed-at': 'Confirmed {{time}}',
  'consent.pending-until': 'Asked {{time}}, link valid until {{until}}',
  'consent.expired-at': 'Asked {{time}}, not confirmed; the link expired {{until}}',
  'consent.not-asked': 'Not asked for',
  'consent.newsletter': 'Newsletter',
  /** Why the person is on the suppression list, and since when */
  'consent.suppression': 'Gets no e-mail',
  'consent.suppression-bounced': 'The address bounces',
  'consent.suppression-complained': 'Marked an e-mail as spam',
  'consent.suppression-erased': 'Erased on request',
  'consent.suppression-manual': 'Put on the suppression list by an administrator',
  'consent.suppression-unsubscribed': 'Unsubscribed, until they confirm a new sign-up',
  'consent.suppressed-since': 'Since',
  'consent.imported': 'Consent as stated by the import',
  'consent.imported-row': 'line {{row, number}} of the file',
  'consent.imported-where': '{{where}},',
  'consent.history': 'History',
  'consent.event-bounced': 'E-mail bounced',
  'consent.event-complained': 'Marked an e-mail as spam',
  'consent.event-confirmed': 'Confirmed',
  'consent.event-lifted': 'Suppression lifted',
  'consent.event-requested': 'Requested',
  'consent.event-suppressed': 'Suppressed',
  'consent.event-withdrawn': 'Withdrawn',
  'consent.method-admin': 'by an administrator',
  'consent.method-double-opt-in': 'by the link in the e-mail',
  'consent.method-form': 'by form',
  'consent.method-import': 'by import',
  'consent.method-link': 'by the unsubscribe link',
  'consent.method-one-click': 'by one-click unsubscribe',

  /** Administrators' actions on the person's mail */
  'consent-change.label': 'Decisions about e-mail',
  'consent-change.administrators':
    'Administrators of the site can unsubscribe or suppress this person here.',
  'consent-change.reason': 'Why?',
  'consent-change.reason-note': 'The timeline shows it. For example: asked by telephone on 3 May.',
  'consent-change.by-hand':
    'This lead was added by hand. The decision is about e-mail to this lead, not about a sign-up with the same address.',
  'consent-change.unsubscribe': 'Unsubscribe…',
  'consent-change.unsubscribe.title': 'Unsubscribe this person?',
  'consent-change.unsubscribe.what':
    'They get no more e-mail. They can sign up again themselves, and get e-mail again after they confirm. You can’t undo this for them.',
  'consent-change.unsubscribe.confirm': 'Unsubscribe',
  'consent-change.unsubscribe.done': 'Unsubscribed',
  'consent-change.unsubscribe.failed': 'The person was not unsubscribed',
  'consent-change.suppress': 'Suppress…',
  'consent-change.suppress.title': 'Put this person on the suppression list?',
  'consent-change.suppress.what':
    'They get no e-mail at all, not even to confirm a new sign-up, until an administrator lifts it. A newsletter subscription ends permanently.',
  'consent-change.suppress.confirm': 'Suppress',
  'consent-change.suppress.done': 'Put on the suppression list',
  'consent-change.suppress.failed': 'The person was not put on the suppression list',
  'consent-change.lift': 'Lift the suppression…',
  'consent-change.lift.title': 'Lift the suppression?',
  'consent-change.lift.what':
    'They may be written to and may sign up again. It makes nobody a subscriber: the newsletter comes only after they confirm a new sign-up.',
  'consent-change.lift.what-objection':
    'They may sign up again. Because they objected themselves, they get no other e-mail until they confirm.',
  'consent-change.lift.confirm': 'Lift it',
  'consent-change.lift.done': 'The suppression is lifted',
  'consent-change.lift.failed': 'The suppression was not lifted',

  /** Timeline */
  'timeline.filter': 'Show',
  'timeline.filter-all': 'Everything',
  'timeline.filter-email': 'E-mail',
  'timeline.filter-form': 'Forms and consent',
  'timeline.filter-note': 'Notes',
  'timeline.filter-change': 'Changes',
  'timeline.empty': 'No entries yet.',
  'timeline.empty-filter': 'No entries of this kind.',
  'timeline.more': 'Load more',
  'timeline.failed': 'The timeline could not be loaded',
  'timeline.loading': 'Loading the timeline',
  'timeline.by': 'by {{name}}',
  'timeline.imported': 'Imported from “{{file}}”, line {{row}}',
  /** A value before and after a change */
  'timeline.change': '{{from}} → {{to}}',
  'timeline.no-value': 'empty',
  /** Details of an entry */
  'timeline.detail-method': 'How',
  'timeline.detail-reason': 'Reason',
  'timeline.detail-spam': 'Spam check',
  'timeline.detail-suppression': 'Suppressed before',
  'timeline.consent-none': 'None',
  'timeline.spam-suspect': 'Suspicious',
  'timeline.actor-visitor': 'the visitor',
  'timeline.actor-function': 'the system',

  /** Notes */
  'note.label': 'Add a note',
  'note.placeholder': 'What is worth remembering about this lead?',
  'note.add': 'Add note',
  'note.failed': 'The note was not saved',
}
