/** Strings of the overview's page. */
const overviewLocaleResources = {
  /** Name of the tool and heading of its page */
  'tool.title': 'Customers & leads',
  /** Name of the tool in the network workspace */
  'tool.network-title': 'Sites',

  /** Badge: grants were checked and reach this site only */
  'isolation.isolated': 'Tenant isolated',
  /** Badge: grants were checked and reach other sites */
  'isolation.open': 'Not isolated',
  /** Badge: grants could not be checked, or tell nothing */
  'isolation.unknown': 'Isolation unknown',

  /** Label of the link to a public host */
  'site.open-host': 'Open {{host}} in a new tab',
  /** The site names no public host */
  'site.no-hosts': 'No public host',

  /** State of the live stream */
  'live.connecting': 'Connecting…',
  'live.live': 'Live',
  'live.lost': 'Reconnecting…',
  /** When the numbers were asked, and the button that asks again */
  'numbers.as-of': 'As of {{time}}',
  'numbers.refresh': 'Ask again',
  'numbers.outdated': 'Not up to date: the store did not answer just now.',

  /** Heading of the counts, for screen readers */
  'records.title': 'Visible records',
  'records.leads': 'Leads',
  'records.leads.note': '{{percent}}% of the plan’s {{limit, number}}',
  'records.leads.note-unlimited': 'No plan limit set',
  'records.subscribers': 'Subscribers',
  'records.subscribers.note': '{{subscribed, number}} confirmed, {{pending, number}} pending',
  'records.submissions': 'Submissions',
  'records.submissions.note': '{{count, number}} in the last 30 days',
  'records.suppressed': 'Suppressed',
  /** Who unsubscribed is mailed again after confirming a new sign-up; who is blocked is not. */
  'records.suppressed.note': '{{unsubscribed, number}} unsubscribed, {{blocked, number}} blocked',
  'records.failed': 'The records could not be counted',

  /** Picture of leads by status */
  'pipeline.title': 'Pipeline',
  'pipeline.description': 'Leads by status',
  'pipeline.column.status': 'Status',
  'pipeline.column.leads': 'Leads',
  'pipeline.other': 'Other statuses',
  'pipeline.empty': 'No leads yet. The first one appears here as soon as a form is sent.',
  'pipeline.failed': 'The pipeline could not be read',
  'pipeline.share': '{{count, number}}\u00a0({{percent}}%)',

  /** Picture of submissions by day */
  'intake.title': 'Intake',
  'intake.description': 'Genuine submissions, last 30 days, in {{timeZone}}',
  'intake.newsletter': 'Newsletter',
  'intake.lead': 'Leads',
  'intake.column.day': 'Day',
  'intake.empty': 'Nothing came in during the last 30 days.',
  'intake.failed': 'The intake could not be read',
  'intake.cut-off': 'More than 10,000 of a kind: the oldest days are not complete.',

  /** List of the newest records */
  'feed.title': 'As it happens',
  'feed.kind.label': 'Kind of record',
  'feed.kind.all': 'All',
  'feed.kind.submission': 'Submissions',
  'feed.kind.lead': 'Leads',
  'feed.kind.activity': 'Activity',
  'feed.filter.label': 'Filter the records by their text',
  'feed.filter.placeholder': 'Filter',
  'feed.failed': 'The newest records could not be read',
  'feed.empty': 'This site holds no records yet.',
  'feed.no-match': 'None of the {{count, number}} newest records matches.',
  'feed.new': 'Just in',
  'feed.unnamed': 'Without a name',
  'feed.submission.newsletter': 'Newsletter sign-up',
  'feed.submission.lead': 'Enquiry',
  'feed.submission.waiting': 'Waiting',
  'feed.submission.spam': 'Spam',
  'feed.submission.failed': 'Failed',
  'feed.activity': 'Activity',
  'feed.more': 'Show more',

  /** Checks and what follows from them */
  'diagnostics.title': 'Diagnostics',
  'diagnostics.summary_one': '{{count}} thing to look at',
  'diagnostics.summary_other': '{{count}} things to look at',
  'diagnostics.all-well': 'Nothing to do',
  'diagnostics.state.ok': 'In order',
  'diagnostics.state.degraded': 'Degraded',
  'diagnostics.state.missing': 'Missing',
  'diagnostics.state.unknown': 'Not known',

  'capabilities.title': 'What this site can do',
  'capabilities.state.yes': 'Yes',
  'capabilities.state.limited': 'With limits',
  'capabilities.state.no': 'No',
  'capabilities.state.unknown': 'Not known',
  'capability.collectSubscribers': 'Take newsletter sign-ups',
  'capability.collectLeads': 'Take enquiries',
  'capability.confirmByMail': 'Confirm sign-ups by e-mail',
  'capability.processSubmissions': 'Turn submissions into leads',
  'capability.growLeads': 'Take on more leads',
  'capability.keepApart': 'Keep its people from other sites’ users',
  'capability.customerSync': 'Read customer figures from Shopify',

  'actions.title': 'Next',
  'actions.none': 'Nothing needs doing.',
  'actions.first-lead': 'Send one of the site’s forms to see the first record arrive.',
  'actions.urgency.now': 'Now',
  'actions.urgency.soon': 'Soon',
  'actions.urgency.sometime': 'Some time',
  'actions.place.site': 'Open the site’s settings',
  'actions.place.server': 'For whoever runs the servers',
  'actions.place.project': 'For an administrator of the Sanity project',

  /** Network workspace */
  'network.title': 'Sites',
  'network.column.site': 'Site',
  'network.column.status': 'Status',
  'network.column.leads': 'Leads',
  'network.column.subscribers': 'Subscribers',
  'network.column.intake': 'Submissions, 30 days',
  'network.column.waiting': 'Waiting',
  'network.column.plan': 'Plan',
  'network.plan': '{{percent}}% of {{limit, number}}',
  'network.open': 'Open the workspace of {{site}}',
  'network.empty': 'There are no sites yet',
  'network.empty.description':
    'A site is a document of the registry. Add the first one under Records.',
  'network.failed': 'The sites could not be read',
  'network.loading': 'Counting the records of all sites',
  'network.note': 'Counts only: nothing here names a person.',
  'network.total': 'All sites',
  'network.more': 'Show more sites',
  'network.shown': '{{shown, number}} of {{count, number}} sites',
}

export default overviewLocaleResources
