import {SHOP_FAULTS} from '../../shopify/shopFaults.ts'

/** Why customers are not counted, or a change of a customer sync rule is refused. */
export const SYNC_PROBLEM_TEXTS = {
  ...SHOP_FAULTS,

  'sync.failed': 'The refresh failed. Refresh again.',
  'sync.instruction-unreadable': 'The instruction of the refresh can’t be read. Refresh again.',
  'sync.never': 'There is no snapshot yet. Refresh now, or wait for the schedule.',
  'sync.overtaken': 'Another refresh of the site was started. Open the site to see both.',
  'sync.rule-not-yours': 'Only people who can change the rule can try out another one.',
  'sync.stale': 'The newest snapshot is more than a month old. Refresh now, or choose a schedule.',
  'sync.window-unread': 'It was not read.',
  'sync.stale-schedule':
    'A scheduled snapshot was not taken. Refresh now, and check that the functions run.',

  'rule.approval-date': 'Enter the last day of the approval as YYYY-MM-DD.',
  'rule.approval-missing':
    'Counting customers needs an approval. Write down where it can be found.',
  'rule.changed-since-policy': 'Somebody changed the rule in the meantime. It stays as it is.',
  'rule.changed-since-preview':
    'Somebody changed the rule in the meantime. Look at the preview again.',
  'rule.conditions-empty': 'The condition is empty. Add a condition, or count all customers.',
  'rule.conditions-missing': 'Choose which customers are counted.',
  'rule.conditions-not-json': 'Conditions must be JSON.',
  'rule.gone': 'The rule was deleted in the meantime.',
  'rule.group-not-whole': 'The smallest group must be a whole number.',
  'rule.group-too-small': 'The smallest group must be at least {{limit}}.',
  'rule.keep-not-whole': 'The number of days must be a whole number.',
  'rule.keep-too-short': 'Keep snapshots for at least one day.',
  'rule.level': 'Choose counts, buckets, domains or summaries.',
  'rule.mode': 'Choose disabled, all or condition.',
  'rule.purpose-too-long': 'A purpose can have at most {{limit}} characters.',
  'rule.schedule': 'Choose manual, daily or weekly.',
  'rule.setting-unreadable': 'This setting can’t be read.',
  'rule.tag-empty': 'A tag is empty.',
  'rule.tags-not-list': 'Tags must be a list.',
} as const
