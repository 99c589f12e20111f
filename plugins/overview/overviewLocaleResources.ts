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
  /** Badge: grants could not be checked, or say nothing */
  'isolation.unknown': 'Isolation unknown',

  /** Label of the link to a public host */
  'site.open-host': 'Open {{host}} in a new tab',
  /** The site has no public host */
  'site.no-hosts': 'No public host',

  /** State of the live stream */
  'live.connecting': 'Connecting…',
  'live.live': 'Live',
  'live.lost': 'Reconnecting…',
  /** Time of the numbers, and the button that refreshes them */
  'numbers.as-of': 'As of {{time}}',
  'numbers.refresh': 'Refresh',
  'numbers.outdated': 'Out of date: the store does not answer.',

  /** Heading of the counts, for screen readers */
  'records.title': 'Visible records',
  'records.leads': 'Leads',
  'records.leads.note': '{{percent}}% of the plan’s {{limit, number}}',
  'records.leads.note-unlimited': 'No plan limit set',
  'records.subscribers': 'Subscribers',
  'records.subscribers.note': '{{subscribed, number}} subscribed, {{pending, number}} pending',
  'records.submissions': 'Submissions',
  'records.submissions.note': '{{count, number}} in the last 30 days',
  'records.suppressed': 'Suppressed',
  /** People who unsubscribed can sign up again; blocked people can't. */
  'records.suppressed.note': '{{unsubscribed, number}} unsubscribed, {{blocked, number}} blocked',
  'records.failed': 'The records could not be counted',

  /** Chart of leads by status */
  'pipeline.title': 'Pipeline',
  'pipeline.description': 'Leads by status',
  'pipeline.column.status': 'Status',
  'pipeline.column.leads': 'Leads',
  'pipeline.other': 'Other statuses',
  'pipeline.empty': 'No leads yet. The first one appears here when somebody submits a form.',
  'pipeline.failed': 'The pipeline could not be loaded',
  'pipeline.share': '{{count, number}}\u00a0({{percent}}%)',

  /** Chart of submissions by day */
  'intake.title': 'Intake',
  'intake.description': 'Submissions without spam, last 30 days, in {{timeZone}}',
  'intake.newsletter': 'Newsletter sign-ups',
  'intake.lead': 'Enquiries',
  'intake.column.day': 'Day',
  'intake.empty': 'No submissions in the last 30 days.',
  'intake.failed': 'The submissions could not be loaded',
  'intake.cut-off':
    'Only the latest 10,000 submissions of each kind are shown, so the oldest days are incomplete.',

  /** List of the newest records */
  'feed.title': 'Latest records',
  'feed.kind.label': 'Kind of record',
  'feed.kind.all': 'All',
  'feed.kind.submission': 'Submissions',
  'feed.kind.lead': 'Leads',
  'feed.kind.activity': 'Timeline entries',
  'feed.filter.label': 'Filter records by text',
  'feed.filter.placeholder': 'Filter',
  'feed.failed': 'The latest records could not be loaded',
  'feed.empty': 'This site has no records yet.',
  'feed.no-match': 'None of the {{count, number}} latest records match.',
  'feed.new': 'Just in',
  'feed.unnamed': 'No name',
  'feed.submission.newsletter': 'Newsletter sign-up',
  'feed.submission.lead': 'Enquiry',
  'feed.submission.waiting': 'Waiting',
  'feed.submission.spam': 'Spam',
  'feed.submission.failed': 'Failed',
  'feed.activity': 'Timeline entry',
  'feed.more': 'Show more',

  /** Checks, capabilities and actions */
  'diagnostics.title': 'Diagnostics',
  'diagnostics.summary_one': '{{count}} problem',
  'diagnostics.summary_other': '{{count}} problems',
  'diagnostics.all-well': 'No problems',
  'diagnostics.state.ok': 'OK',
  'diagnostics.state.degraded': 'Degraded',
  'diagnostics.state.missing': 'Missing',
  'diagnostics.state.unknown': 'Unknown',

  'capabilities.title': 'What this site can do',
  'capabilities.state.yes': 'Yes',
  'capabilities.state.limited': 'Limited',
  'capabilities.state.no': 'No',
  'capabilities.state.unknown': 'Unknown',
  'capability.collectSubscribers': 'Collect newsletter sign-ups',
  'capability.collectLeads': 'Collect enquiries',
  'capability.confirmByMail': 'Confirm sign-ups by e-mail',
  'capability.processSubmissions': 'Turn submissions into leads',
  'capability.growLeads': 'Add more leads',
  'capability.keepApart': 'Hide its people from users of other sites',
  'capability.customerSync': 'Count customers in Shopify',

  'actions.title': 'Next steps',
  'actions.none': 'Nothing to do.',
  'actions.first-lead': 'Submit one of the site’s forms to see the first record.',
  'actions.urgency.now': 'Now',
  'actions.urgency.soon': 'Soon',
  'actions.urgency.sometime': 'Later',
  'actions.place.site': 'Open the site’s settings',
  'actions.place.server': 'For the people who run the servers',
  'actions.place.project': 'For an administrator of the Sanity project',

  /** Network workspace */
  'network.title': 'Sites',
  'network.column.site': 'Site',
  'network.column.status': 'Status',
  'network.column.leads': 'Leads',
  'network.column.subscribers': 'Subscribers',
  'network.column.intake': 'Submissions, 30 days',
  'network.column.waiting': 'Waiting submissions',
  'network.column.plan': 'Plan',
  'network.plan': '{{percent}}% of {{limit, number}}',
  'network.open': 'Open the workspace of {{site}}',
  'network.empty': 'There are no sites yet',
  'network.empty.description': 'Add the first site under Records.',
  'network.failed': 'The sites could not be loaded',
  'network.loading': 'Counting records',
  'network.note': 'This page shows counts only, without personal data.',
  'network.total': 'All sites',
  'network.more': 'Show more sites',
  'network.shown': '{{shown, number}} of {{count, number}} sites',
}

export default overviewLocaleResources
