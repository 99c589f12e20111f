import {defineLocalesResources} from 'sanity'
import {aboutStrings} from './strings/aboutStrings.ts'
import {networkStrings} from './strings/networkStrings.ts'
import {ruleStrings} from './strings/ruleStrings.ts'
import {siteStrings} from './strings/siteStrings.ts'

/** Strings of the tools of the customer sync. */
const governanceLocaleResources = defineLocalesResources('leads-governance', {
  /** Names of the tools, and of their pages */
  'tool.network-title': 'Customer sync',
  'tool.site-title': 'Customers (Shopify)',
  'views.label': 'Pages of this tool',
  'views.about': 'About',
  'views.intake': 'Intake',
  'views.sites': 'Sites',
  'views.sync': 'Customers',
  'dialog.close': 'Close',

  /** States of a site’s sync */
  'status.all': 'All',
  'status.approval': '{{reference}}, until {{until}}',
  'status.description': 'The state of the customer sync, and what to do.',
  'status.drift': 'Rule changed',
  'status.failed': 'Failed',
  'status.never': 'No snapshot',
  'status.notConfigured': 'Not configured',
  'status.off': 'Off',
  'status.ok': 'Up to date',
  'status.problem': 'Needs attention',
  'status.rule': 'Rule',
  'status.running': 'Running',
  'status.snapshot': 'Newest snapshot',
  'status.stale': 'Out of date',
  'status.store': 'Store',
  'status.title': 'Status',
  'status.unsound': 'Invalid rule',

  /** Figures that are not shown */
  'figure.few': 'Too few to show',
  'figure.few-note': 'Fewer customers than the smallest group that may be shown',
  'figure.unshown': 'not shown',

  ...networkStrings,
  ...siteStrings,
  ...ruleStrings,
  ...aboutStrings,
})

export default governanceLocaleResources
