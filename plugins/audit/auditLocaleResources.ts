import {defineLocalesResources} from 'sanity'

/** Strings of the Audit tool. */
const auditLocaleResources = defineLocalesResources('leads-audit', {
  'as-of': 'As of',

  /** Choosing a trail */
  'chain.failed': 'The sites could not be loaded',
  'chain.label': 'Audit trail of',
  'chain.network': 'The network',
  'chain.site': '{{title}} ({{key}})',

  /** The user may not read the trail */
  'denied.reason': 'Your role can’t read it. Ask an administrator of the site for access.',
  'denied.title': 'You don’t have access to this audit trail',

  'empty.description': 'An event appears here within a minute of a change.',
  'empty.title': 'No events yet',

  /** Saving a range as a file */
  'export.cancel': 'Stop',
  'export.close': 'Close',
  'export.count-failed': 'The events could not be counted: {{reason}}',
  'export.counting': 'Counting events…',
  'export.end': 'Last event in the file:',
  'export.failed': 'The export failed. {{reason}}',
  'export.fault':
    'The audit trail is broken, so the file does not verify: {{reason}} Verify the trail, and tell an administrator.',
  'export.first': 'First event',
  'export.last': 'Last event',
  'export.none': 'There are no events on the selected days.',
  'export.open': 'Export…',
  'export.progress': '{{done, number}} of {{total, number}} events',
  'export.saved_one': '{{count, number}} event was saved as {{name}}.',
  'export.saved_other': '{{count, number}} events were saved as {{name}}.',
  'export.start_one': 'Save {{count, number}} event',
  'export.start_other': 'Save {{count, number}} events',
  'export.there': 'The selected days have events {{first, number}} to {{last, number}}.',
  'export.title': 'Export events with proof',
  'export.what':
    'The file contains a range of events without gaps, by all actors, with their hashes. Anyone can verify it with a hash tool; docs/audit-proof.md explains how.',
  'export.wrong-range':
    'Enter two numbers. The first must be at least 1 and not greater than the last.',

  /** Filters */
  'filter.act': 'Action',
  'filter.action': '{{did}} ({{action}})',
  'filter.actor': 'Actor',
  'filter.any-action': 'All actions',
  'filter.any-type': 'All types',
  'filter.anyone': 'Anyone',
  'filter.clear': 'Show all events',
  'filter.from': 'From ({{timeZone}})',
  'filter.kind-function': 'The system',
  'filter.kind-user': 'Any user',
  'filter.kind-visitor': 'Visitors',
  'filter.label': 'Filter events',
  'filter.members': 'Users',
  'filter.no-id': 'This is not a document ID. Copy one from an event or from Records.',
  'filter.target': 'Target ID',
  'filter.target-placeholder': 'Document ID',
  'filter.to': 'To ({{timeZone}})',
  'filter.type': 'Target type',

  /** The list of events */
  'list.end': 'No older events',
  'list.failed': 'The audit trail could not be loaded',
  'list.label': 'Events, newest first',
  'list.loading': 'Loading events',
  'list.more': 'Loading older events',
  'list.more-failed': 'Older events could not be loaded.',
  'list.number': '#{{number}}',
  'list.retry': 'Try again',

  'none.description': 'No event matches these filters.',
  'none.title': 'No events found',

  /** One event */
  'panel.act': 'Action',
  'panel.action': 'All events with this action',
  'panel.actor': 'All events by this actor',
  'panel.after': 'After',
  'panel.before': 'Before',
  'panel.close': 'Close the event',
  'panel.difference': 'What changed',
  'panel.evidence': 'Evidence',
  'panel.fact': 'Detail',
  'panel.failed': 'The event could not be loaded',
  'panel.field': 'Field',
  'panel.gone': 'This event is not in this audit trail',
  'panel.gone-reason': 'It belongs to another trail, or the link is incomplete.',
  'panel.hash': 'Hash',
  'panel.hash-before': 'Previous hash',
  'panel.label': 'Event',
  'panel.leads': 'Open in Leads',
  'panel.loading': 'Loading the event',
  'panel.marks':
    'The audit trail stores no personal data. A mark such as #k3f7a2qd replaces it: equal marks stand for equal values.',
  'panel.more': 'Changes that are not listed',
  'panel.name-not-kept': 'Field name not stored ({{mark}})',
  'panel.no-difference': 'This event has no further details.',
  'panel.no-time': 'at an unknown time',
  'panel.not-kept': 'Value not stored ({{mark}})',
  'panel.nothing': 'Nothing',
  'panel.person': 'All events about this person',
  'panel.seq': 'Number',
  'panel.target': 'All events about this document',
  'panel.time': 'When',
  'panel.transaction': 'Transaction',
  'panel.value': 'Value',
  'panel.what': 'Target ({{noun}})',
  'panel.who': 'Actor',

  /** Events about one person */
  'person.note':
    'All events about one person: their lead, newsletter subscription and suppression. A bulk change has one event for all its leads; the person’s timeline lists it.',

  refresh: 'Load new events',
  skip: 'Skip to the events',
  title: 'Audit',

  /** Verifying a trail */
  'verify.again': 'Verify again',
  'verify.broken': 'The trail is broken at event {{number}}.',
  'verify.cancel': 'Stop',
  'verify.cancelled_one': 'Stopped. {{count, number}} event was verified.',
  'verify.cancelled_other': 'Stopped. {{count, number}} events were verified.',
  'verify.command-copied': 'Command copied',
  'verify.copy-command': 'Copy command',
  'verify.copy-head': 'Copy number and hash of the last event',
  'verify.failed': 'The verification did not finish. {{reason}}',
  'verify.head-copied': 'Number and hash copied',
  'verify.not-noted': 'The trail’s own record of its end is missing, so it was not compared.',
  'verify.nothing': 'There are no events, and no sign that there ever were any.',
  'verify.open': 'Verify now',
  'verify.progress': '{{done, number}} of {{total, number}} events verified',
  'verify.rest':
    'Not checked here: older signatures, and the timeline entries of bulk changes. An administrator can check everything with',
  'verify.signed':
    'It matches the signed checkpoints: event {{number}} and all events before it are signed. The newest signature is from {{at}}.',
  'verify.signed-broken': 'The signed checkpoints are not valid: {{reason}}',
  'verify.signed-fault': 'Signing stopped at a problem in this trail: {{reason}}',
  'verify.signed-none':
    'The newest signature is from {{at}}. No event of this trail is signed yet.',
  'verify.signed-not-configured':
    'Not compared with the signed checkpoints: this Studio has no keys to verify them. Without them, nobody can detect that a trail was cut off, or rewritten up to its end.',
  'verify.signed-unreadable':
    'Not compared with the signed checkpoints: your role can’t read them. Without them, nobody can detect that a trail was cut off, or rewritten up to its end.',
  'verify.title': 'Verify the trail',
  'verify.until': 'Verified up to event {{number}} ({{at}}).',
  'verify.until-broken': 'The events up to event {{number}} ({{at}}) are intact.',
  'verify.what-now':
    'Somebody changed the trail outside the product. Export it now, and ask an administrator to check it with the command below.',
  'verify.whole_one': '{{count, number}} event was verified. It is intact.',
  'verify.whole_other':
    '{{count, number}} events were verified. None was changed, removed, added or moved.',
})

export default auditLocaleResources
