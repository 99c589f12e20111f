import {titleStrings} from '../../../core/leads/choiceTitles.ts'
import {
  REDACTION_LEVEL_TITLES,
  SYNC_MODE_TITLES,
  SYNC_SCHEDULE_TITLES,
} from '../../../core/shopify/ruleTitles.ts'

/** Strings of the form of a rule. */
export const ruleStrings = {
  /** The rule of a site */
  'rule.title': 'Rule',
  'rule.description': 'Which customers are counted, and what is shown of them.',
  'rule.none': 'No rule',
  'rule.unsound': 'The rule is not valid',
  'rule.preview': 'The rule in one line',
  'rule.cannot': 'The rule can’t be saved yet.',
  'rule.save': 'Save rule',
  'rule.saved': 'The rule was saved',
  'rule.discard': 'Discard changes',
  'rule.failed': 'The rule was not saved. {{reason}}',
  'rule.outdated':
    'Somebody else changed the rule. Load the new version to continue. Your changes will then be lost.',
  'rule.reload': 'Load new version',
  'rule.read-only.network': 'Only superadmins can change this rule, in the network workspace.',
  'rule.read-only.none':
    'The site has no rule yet. Superadmins can create one in the network workspace.',
  'rule.read-only.role': 'Only administrators of the site can change this rule.',
  'rule.mode': 'Which customers are counted',
  ...titleStrings('rule.mode', SYNC_MODE_TITLES),
  'rule.mode.all-note': 'All customers of the store.',
  'rule.mode.condition-note':
    'Only these customers are counted. Of the others, only the total is shown.',
  'rule.mode.disabled-note': 'No requests are sent to the store.',
  'rule.conditions': 'Condition',
  'rule.conditions.unreadable': 'The stored condition can’t be read. Create a new one.',
  'rule.level': 'What may be shown',
  ...titleStrings('rule.level', REDACTION_LEVEL_TITLES),
  'rule.level.counts-note': 'How many customers there are, and how many match the rule.',
  'rule.level.buckets-note':
    'Also how many customers have which account state, consent, number of orders, amount spent and tags.',
  'rule.level.domains-note':
    'Also the domains of e-mail addresses, where enough customers have the same domain.',
  'rule.level.summaries-note':
    'Also a table of customer groups, each at least as large as the smallest group shown.',
  'rule.threshold': 'Smallest group shown',
  'rule.threshold-hint':
    'Figures of fewer customers are left out. Enter {{least, number}} or more.',
  'rule.keep': 'Days to keep snapshots',
  'rule.keep-hint': 'Older snapshots are deleted.',
  'rule.schedule': 'Snapshots are taken',
  'rule.schedule-hint': 'A snapshot can always be taken on request.',
  ...titleStrings('rule.schedule', SYNC_SCHEDULE_TITLES),
  'rule.tags': 'Tags that may be shown',
  'rule.tags.all': 'All tags that enough customers have',
  'rule.tags.all-note': 'A tag that fewer customers have than the smallest group is never shown.',
  'rule.tags.some': 'Only these tags',
  'rule.tags.some-note': 'Of these, only tags that enough customers have are shown.',
  'rule.tags.list': 'Tags',
  'rule.tags.list-hint': 'Separate tags by commas. Leave empty to show no tags.',
  'rule.approval': 'Approval',
  'rule.approval-hint': 'Enter where to find the approval, such as a ticket number.',
  'rule.approval-until': 'Approved until',
  'rule.approval-until-hint': 'The last day of the approval. Leave empty if it has no end.',
  'rule.purposes': 'Purpose of each field',
  'rule.purposes.missing_one': '{{count, number}} field has no purpose. Enter what it is read for.',
  'rule.purposes.missing_other':
    '{{count, number}} fields have no purpose. Enter what they are read for.',
  'rule.purposes.with-domains':
    'These fields are read from the store. Of an e-mail address, only the domain is kept while counting.',
  'rule.purposes.without-domains':
    'These fields are read from the store. E-mail addresses are not.',
  'rule.read.emailDomain': 'Domain of the e-mail address',
  'rule.read.marketing': 'E-mail marketing consent',
  'rule.read.orders': 'Number of orders',
  'rule.read.spend': 'Amount spent',
  'rule.read.state': 'Account state',
  'rule.read.tags': 'Tags',
  'rule.tenant': 'The site’s administrators may change this rule',
  'rule.tenant-note': 'Only superadmins can allow this.',

  /** Settings of a rule, in lists of what changes */
  'setting.allowedTags': 'tags',
  'setting.approvalReference': 'approval',
  'setting.approvalUntil': 'end of approval',
  'setting.cellThreshold': 'smallest group',
  'setting.conditions': 'condition',
  'setting.keepDays': 'days kept',
  'setting.mode': 'mode',
  'setting.purposes': 'purposes',
  'setting.redactionLevel': 'level',
  'setting.schedule': 'schedule',
  'setting.tenantMayEdit': 'who may change it',

  /** Dry runs */
  'dry.cancelled': 'The dry run was cancelled.',
  'dry.cost': 'Cost',
  'dry.cost-value': '{{cost, number}} points in {{requests, number}} requests',
  'dry.customers': 'Customers of the store',
  'dry.duration': 'Duration',
  'dry.duration-value': '{{seconds, number}} s with the plan {{plan}}',
  'dry.fields': 'Fields that are read',
  'dry.matched': 'Customers that match the rule',
  'dry.needs-rule': 'Save the rule, switched on or off, before you start a dry run.',
  'dry.none': 'The dry run found nothing that can be shown.',
  'dry.note':
    'A dry run reads the store and shows figures. It takes no snapshot and saves no rule.',
  'dry.running': 'The dry run is running.',
  'dry.start': 'Dry run',
  'dry.suppressed': 'Incomplete, because some groups are too small',
  'dry.suppressed-none': 'Nothing',
  'dry.title': 'Result of the dry run',
}
