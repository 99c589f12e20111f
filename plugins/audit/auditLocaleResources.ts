import {defineLocalesResources} from 'sanity'

/** Strings of the Audit tool. */
const auditLocaleResources = defineLocalesResources('leads-audit', {
  'as-of': 'As of',

  /** Choosing whose trail is shown */
  'chain.failed': 'The sites could not be loaded',
  'chain.label': 'Trail of',
  'chain.network': 'The network',
  'chain.site': '{{title}} ({{key}})',

  /** Somebody may not read the trail */
  'denied.reason':
    'Your role does not let you read it. Ask an administrator of the site for access.',
  'denied.title': 'You may not see this audit trail',

  'empty.description':
    'The first event appears here within a minute after somebody, or the product, changes something.',
  'empty.title': 'Nothing is recorded yet',

  /** Saving a range as a file */
  'export.cancel': 'Stop',
  'export.close': 'Close',
  'export.count-failed': 'It could not be found out which events there are: {{reason}}',
  'export.counting': 'Looking which events there are…',
  'export.end': 'The file ends with',
  'export.failed': 'No file was made. {{reason}}',
  'export.fault':
    'The trail itself is broken, and the file shows it: {{reason}} Verify the trail, and tell whoever runs the product.',
  'export.first': 'First event',
  'export.last': 'Last event',
  'export.none': 'There are no events on the days that are chosen.',
  'export.open': 'Export…',
  'export.progress': '{{done, number}} of {{total, number}} events',
  'export.saved_one': '{{count, number}} event was saved as {{name}}.',
  'export.saved_other': '{{count, number}} events were saved as {{name}}.',
  'export.start_one': 'Save {{count, number}} event',
  'export.start_other': 'Save {{count, number}} events',
  'export.there': 'Events {{first, number}} to {{last, number}} are of the days that are shown.',
  'export.title': 'Export events with their proof',
  'export.what':
    'The file holds a range of events without gaps, whoever did them, with their hashes. Anybody can check it with nothing but a hash tool; docs/audit-proof.md says how.',
  'export.wrong-range': 'Give two numbers, the first one at least 1 and not after the last.',

  /** Which events are shown */
  'filter.act': 'Act',
  'filter.action': '{{did}} ({{action}})',
  'filter.actor': 'By',
  'filter.any-action': 'Every act',
  'filter.any-type': 'Everything',
  'filter.anyone': 'Anyone',
  'filter.clear': 'Show all events',
  'filter.from': 'From ({{timeZone}})',
  'filter.kind-function': 'The product',
  'filter.kind-user': 'Any user',
  'filter.kind-visitor': 'Visitors',
  'filter.label': 'Which events are shown',
  'filter.members': 'Users',
  'filter.no-id': 'This is no id of a document. Copy one from an event or from Records.',
  'filter.target': 'On (id)',
  'filter.target-placeholder': 'Id of a document',
  'filter.to': 'To ({{timeZone}})',
  'filter.type': 'On (kind)',

  /** The list of events */
  'list.end': 'That was the first one.',
  'list.failed': 'The audit trail could not be loaded',
  'list.label': 'Events, newest first',
  'list.loading': 'Loading events',
  'list.more': 'Loading older events',
  'list.more-failed': 'Older events could not be loaded.',
  'list.number': '#{{number}}',
  'list.retry': 'Try again',

  'none.description':
    'No event is by this person, of this act, on this document, and on these days.',
  'none.title': 'No events found',

  /** One event */
  'panel.act': 'Act',
  'panel.action': 'All with this act',
  'panel.actor': 'All by the same',
  'panel.after': 'After',
  'panel.before': 'Before',
  'panel.close': 'Close the event',
  'panel.difference': 'What changed',
  'panel.evidence': 'Evidence',
  'panel.fact': 'What',
  'panel.failed': 'The event could not be loaded',
  'panel.field': 'Field',
  'panel.gone': 'There is no such event here',
  'panel.gone-reason': 'It belongs to another trail, or the address is not complete.',
  'panel.hash': 'Hash',
  'panel.hash-before': 'Hash before',
  'panel.label': 'Event',
  'panel.leads': 'Open in Leads',
  'panel.loading': 'Loading the event',
  'panel.marks':
    'What names somebody is not kept in the trail. A mark such as #k3f7a2qd stands for it: equal marks stand for equal values.',
  'panel.more': 'Others that are left out',
  'panel.name-not-kept': 'A field whose name is not kept ({{mark}})',
  'panel.no-difference': 'The act says it all.',
  'panel.no-time': 'at a time that is not noted',
  'panel.not-kept': 'Value not kept ({{mark}})',
  'panel.nothing': 'Nothing',
  'panel.person': 'Everything about this person',
  'panel.seq': 'Number',
  'panel.target': 'Everything about this document',
  'panel.time': 'When',
  'panel.transaction': 'Transaction',
  'panel.value': 'Value',
  'panel.what': 'On ({{noun}})',
  'panel.who': 'By',

  /** The history of one person */
  'person.note':
    'Everything about one person: the lead, the subscription and the suppression. Bulk changes are told once for all of their leads; the person’s timeline names them.',

  refresh: 'Look for new events',
  skip: 'Skip to the events',
  title: 'Audit',

  /** Checking a trail */
  'verify.again': 'Verify again',
  'verify.broken': 'The trail is broken at event {{number}}.',
  'verify.cancel': 'Stop',
  'verify.cancelled_one': 'Stopped. {{count, number}} event was checked, and holds.',
  'verify.cancelled_other': 'Stopped. {{count, number}} events were checked, and hold.',
  'verify.close': 'Close',
  'verify.command-copied': 'The command is on the clipboard',
  'verify.copy-command': 'Copy the command',
  'verify.copy-head': 'Copy the end of the trail',
  'verify.failed': 'The trail could not be checked to its end. {{reason}}',
  'verify.head-copied': 'Number and hash of the last event are on the clipboard',
  'verify.not-noted':
    'The trail’s own note of its end is not there, so nothing was compared with it.',
  'verify.nothing': 'There are no events, and nothing tells that there were.',
  'verify.open': 'Verify now',
  'verify.progress': '{{done, number}} of {{total, number}} events checked',
  'verify.rest':
    'Not checked here: all earlier signatures, and what bulk acts wrote to timelines. Whoever runs the product checks everything with',
  'verify.signed':
    'It agrees with the ends that were signed: event {{number}} is signed, and so is everything before it. The newest signature is of {{at}}.',
  'verify.signed-broken': 'The signed ends themselves do not hold: {{reason}}',
  'verify.signed-fault': 'The trail was not signed any further: {{reason}}',
  'verify.signed-none':
    'The newest signature is of {{at}}, and nothing of this trail is signed yet.',
  'verify.signed-not-configured':
    'Not compared with the signed ends: this Studio does not know the keys that check them. Without them nobody can tell whether a trail was cut off or written anew from some event to its end.',
  'verify.signed-unreadable':
    'Not compared with the signed ends: they can’t be read with your role. Without them nobody can tell whether a trail was cut off or written anew from some event to its end.',
  'verify.title': 'Verify the trail',
  'verify.until': 'Checked until event {{number}} of {{at}}.',
  'verify.until-broken': 'What comes before holds, until event {{number}} of {{at}}.',
  'verify.what-now':
    'Somebody changed the trail from outside of the product. Export the trail as it is, and have whoever runs the product check it with the command below.',
  'verify.whole_one': '{{count, number}} event was checked, and holds.',
  'verify.whole_other':
    '{{count, number}} events were checked. They hang together: none was changed, removed, added or moved.',
})

export default auditLocaleResources
