import {defineLocalesResources} from 'sanity'

/** Strings of records in the structure. */
const recordsLocaleResources = defineLocalesResources('leads-records', {
  /** Action that shows the record in the tool that changes it */
  'open.label': 'Open in Leads',
  'open.title': 'This form only shows the record. It is changed in the Leads tool.',
  'open.sync-label': 'Open customer sync',
  'open.sync-title': 'This form only shows the record. The customer sync’s tool changes it.',
  /** Said of a customer's request for their data, beside the way to their lead */
  'open.request-title':
    'Give this person their data. An administrator of the site then marks the request as answered, in the menu below.',
  /** Said of a record that no tool changes */
  'open.machine': 'This form only shows the record.',

  /** Action that changes the status of a lead */
  'status.label': 'Change status…',
  'status.header': 'Change the status',
  'status.field': 'New status',
  'status.save': 'Change',
  'status.cancel': 'Cancel',
  'status.done': 'The status is “{{status}}” now',
  'status.failed': 'The status was not changed',
  'status.overtaken': 'Somebody else set it to “{{status}}” in the meantime.',

  /** Action that deletes a lead */
  'delete.label': 'Delete…',
  'delete.message':
    'The lead disappears from the grid, lists and segments. It can be restored for 30 days, here and under “Recently changed” in the Leads tool. Its timeline, the forms it sent and its newsletter subscription stay: this is not an erasure of the person.',
  'delete.confirm': 'Delete the lead',
  'delete.done': 'The lead was deleted',
  'delete.failed': 'The lead was not deleted',

  /** Action that says that a customer was given their data */
  'answer.label': 'Mark as answered…',
  'answer.message':
    'The customer was given the data that is held of them. The request then no longer says who it was; the audit trail tells who marked it.',
  'answer.confirm': 'Mark as answered',
  'answer.done': 'The request is answered',
  'answer.overtaken': 'Nobody waits for an answer to this request any more',
  'answer.failed': 'The request was not marked as answered',

  /** Shown instead of the form of a record that is not there */
  'gone.title': 'There is no such record here',
  'gone.lead-reason':
    'The lead was deleted, or the link is wrong. What was deleted in the last 30 days can be restored.',
  'gone.reason':
    'It was deleted, or the link is wrong. Records are made by the tools and by forms.',
  'gone.restore': 'Restore the lead',
  'gone.restored': 'The lead was restored',
  'gone.not-restored': 'The lead was not restored',
  'gone.recent': 'Show what was recently changed',
  /** A link that calls a record what it is not */
  'mistyped.title': 'This link does not fit the record',
  'mistyped.reason': 'It opens the record with the form of another type. Open it from its list.',
  /** A draft of a record, which nothing in the product makes */
  'draft.title': 'There is a draft of this record',
  'draft.reason':
    'Records have no drafts, and nothing here makes one. It is not shown, and can’t be published. An administrator can delete it through the API.',
})

export default recordsLocaleResources
