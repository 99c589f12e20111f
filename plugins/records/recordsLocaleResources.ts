import {defineLocalesResources} from 'sanity'

/** Strings of records in the structure. */
const recordsLocaleResources = defineLocalesResources('leads-records', {
  /** Action that opens the record in the tool that edits it */
  'open.label': 'Open in Leads',
  'open.title': 'This record is read-only here. Edit it in the Leads tool.',
  'open.sync-label': 'Open customer sync',
  'open.sync-title': 'This record is read-only here. The customer sync tool changes it.',
  /** A customer's request for their data, beside the button that opens their lead */
  'open.request-title':
    'Give this person their data. An administrator of the site then marks the request as answered, in the menu below.',
  /** A record that no tool edits */
  'open.machine': 'This record is read-only.',

  /** Action that changes the status of a lead */
  'status.label': 'Change status…',
  'status.header': 'Change status',
  'status.field': 'New status',
  'status.save': 'Change',
  'status.cancel': 'Cancel',
  'status.done': 'The status is now “{{status}}”',
  'status.failed': 'The status was not changed',
  'status.overtaken': 'Somebody else changed it to “{{status}}” in the meantime.',

  /** Action that deletes a lead */
  'delete.label': 'Delete…',
  'delete.message':
    'The lead disappears from the grid, lists and segments. You can restore it for 30 days, here or under “Recently changed” in the Leads tool. Its timeline, form submissions and newsletter subscription stay: deleting a lead does not erase the person.',
  'delete.confirm': 'Delete lead',
  'delete.done': 'The lead was deleted',
  'delete.failed': 'The lead was not deleted',

  /** Action that marks a request for data as answered */
  'answer.label': 'Mark as answered…',
  'answer.message':
    'Confirm that the customer has received their data. The request then no longer identifies the customer. The audit trail records who marked it.',
  'answer.confirm': 'Mark as answered',
  'answer.done': 'The request is marked as answered',
  'answer.overtaken': 'This request no longer needs an answer',
  'answer.failed': 'The request was not marked as answered',

  /** Instead of the form of a missing record */
  'gone.title': 'Record not found',
  'gone.lead-reason':
    'The lead was deleted, or the link is wrong. A deleted lead can be restored for 30 days.',
  'gone.reason': 'It was deleted, or the link is wrong. Tools and forms create records.',
  'gone.restore': 'Restore lead',
  'gone.restored': 'The lead was restored',
  'gone.not-restored': 'The lead was not restored',
  'gone.recent': 'Show recently changed',
  /** A link that names another type than the record has */
  'mistyped.title': 'This link names the wrong document type',
  'mistyped.reason':
    'It opens the record in the form of another type. Open the record from its list.',
  /** A draft of a record, which nothing in the product creates */
  'draft.title': 'This record has a draft',
  'draft.reason':
    'Records can’t have drafts. The draft is hidden and can’t be published. An administrator can delete it through the API.',
})

export default recordsLocaleResources
