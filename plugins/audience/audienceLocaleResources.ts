import {defineLocalesResources} from 'sanity'

/** Strings of the audience builder. Those of the language itself are core's. */
const audienceLocaleResources = defineLocalesResources('leads-audience', {
  /** Count of an audience */
  'count.as-of': 'as of {{time}}',
  'count.asking': 'Counting…',
  'count.denied': 'You don’t have access to these leads. {{reason}}',
  'count.failed': 'The leads could not be counted. {{reason}}',
  'count.invalid': 'Complete the conditions to count the matching leads.',
  'count.leads_one': '{{count, number}} lead',
  'count.leads_other': '{{count, number}} leads',
  'count.refresh': 'Count again',

  /** Form of a campaign */
  'form.json': 'As JSON',
  'form.loading': 'Loading the audience',
  'form.nobody':
    'Nobody yet. Open the menu of a segment in the Segments tool and choose “Use in campaign”.',
  'form.segments': 'Segments:',
  'form.unreadable': 'The audience can’t be shown: {{reason}}',

  /** Search in the dialog “Why is a lead included?” */
  'find.label': 'Find a lead by name, e-mail or company',
  'find.none': 'No leads found matching “{{search}}”.',
  'find.placeholder': 'Find a lead: name, e-mail or company',

  /** Group of conditions */
  'group.actions': 'More actions for this group',
  'group.add-group': 'Group',
  'group.add-rule': 'Condition',
  'group.all': 'All of these',
  'group.any': 'Any of these',
  'group.combinator': 'How the conditions combine',
  'group.empty': 'An empty group has no effect. Add a condition.',
  'group.joint-and': 'and',
  'group.joint-or': 'or',
  'group.label': 'Group of conditions, level {{level}}',
  'group.not': 'Not',
  'group.not-hint': 'Matches all leads that do not meet these conditions',
  'group.not-note': 'all other leads, also those without a value',
  'group.root-empty': 'No conditions: all leads match.',
  'group.root-label': 'Conditions',

  /** Undo and redo of the builder */
  'history.redo': 'Redo',
  'history.undo': 'Undo',

  /** Limits of the size of a definition */
  'limit.conditions':
    'At most {{count, number}} conditions are possible. Combine some with “is any of”, or create a segment for some.',
  'limit.levels':
    'Groups can be at most {{count, number}} levels deep. Move the group to a level above, or create a segment for it.',
  'limit.used_one': '{{count, number}} of {{most, number}} conditions',
  'limit.used_other': '{{count, number}} of {{most, number}} conditions',

  /** Actions of a condition or a group */
  'node.clone': 'Duplicate',
  'node.down': 'Move down',
  'node.is-locked': 'Locked',
  'node.is-muted': 'Switched off',
  'node.lock': 'Lock',
  'node.move': 'Move: drag, or press the up and down arrow keys',
  'node.mute': 'Switch off',
  'node.remove': 'Remove',
  'node.unlock': 'Unlock',
  'node.unmute': 'Switch on',
  'node.up': 'Move up',

  /** Headings in the list of operators of dates */
  'operators.anniversary': 'Anniversary',
  'operators.calendar': 'Calendar',
  'operators.fixed': 'Fixed dates',
  'operators.presence': 'Known or empty',
  'operators.relative': 'Relative to today',

  /** Filter panel beside the grid */
  'panel.apply': 'Apply',
  'panel.clear': 'Clear',
  'panel.close': 'Close the filter',
  'panel.save': 'Save as segment…',
  'panel.title': 'Filter',

  /** Period of an activity */
  'period.after': 'after',
  'period.before': 'before',
  'period.between': 'between',
  'period.inLast': 'in the last',
  'period.lastMonth': 'last month',
  'period.lastQuarter': 'last quarter',
  'period.lastWeek': 'last week',
  'period.lastYear': 'last year',
  'period.moreThanAgo': 'longer ago than',
  'period.nextMonth': 'next month',
  'period.nextQuarter': 'next quarter',
  'period.nextWeek': 'next week',
  'period.nextYear': 'next year',
  'period.on': 'on',
  'period.onOrAfter': 'on or after',
  'period.onOrBefore': 'on or before',
  'period.thisMonth': 'this month',
  'period.thisQuarter': 'this quarter',
  'period.thisWeek': 'this week',
  'period.thisYear': 'this year',
  'period.today': 'today',
  'period.yesterday': 'yesterday',

  /** Lists of values */
  'pick.none': 'Nothing found',
  'pick.none-enter': 'Type a value and press Enter',
  /** Under the list of fields */
  'pick.fields-note':
    'Custom fields come from forms, segments and the newest {{count, number}} leads. Type the name of any other.',
  'pick.other-field': 'Use the custom field “{{text}}”',
  /** Heading of tags that none of the newest leads has */
  'pick.further': 'Others',
  /** Under a list of tags */
  'pick.of-newest': 'From the newest {{count, number}} leads. Type to find others.',
  'pick.other': 'Use “{{text}}”',
  'pick.other-unused': 'Use “{{text}}”, which no lead has',
  'pick.other-used_one': 'Use “{{text}}”, which {{count, number}} lead has',
  'pick.other-used_other': 'Use “{{text}}”, which {{count, number}} leads have',
  'pick.placeholder': 'Search',
  'pick.placeholder-or-enter': 'Search or type a value',
  'pick.search': '{{label}}: search',
  'pick.search-or-enter': '{{label}}: search, or type a value',

  /** Condition */
  'rule.actions': 'More actions for this condition',
  'rule.field': 'Field',
  'rule.includes-missing': 'Leads without a value also match.',
  'rule.label': 'Condition {{number}}',
  'rule.muted': 'Switched off: this condition has no effect.',
  'rule.operator': 'Operator',
  'rule.remove': 'Remove this condition',
  'rule.value': 'Value',

  /** Sample of the matching leads */
  'sample.empty': 'No leads match.',
  'sample.title': 'Newest matching leads',

  /** Loading what the builder offers */
  'source.denied': 'You don’t have access to the fields, lists and segments of this site',
  'source.failed': 'The fields, lists and segments could not be loaded',
  'source.loading': 'Loading fields, lists and segments',

  /** Units of spans */
  'unit.day_one': 'day',
  'unit.day_other': 'days',
  'unit.month_one': 'month',
  'unit.month_other': 'months',
  'unit.quarter_one': 'quarter',
  'unit.quarter_other': 'quarters',
  'unit.week_one': 'week',
  'unit.week_other': 'weeks',
  'unit.year_one': 'year',
  'unit.year_other': 'years',

  /** Editors of values */
  'value.and': 'and',
  'value.choose': 'Choose…',
  'value.day-of-month': 'Day',
  'value.ever': 'at any time',
  'value.first-day': 'First day',
  'value.highest': 'Highest number',
  'value.how-many': 'How many',
  'value.last-day': 'Last day',
  'value.lowest': 'Lowest number',
  'value.month': 'Month',
  'value.no': 'No',
  'value.times': 'How often',
  'value.times-unit_one': 'time',
  'value.times-unit_other': 'times',
  'value.unit': 'Unit',
  'value.when': 'When',
  'value.yes': 'Yes',

  /** Dialog “Why is a lead included?” */
  'why.and': 'All of these',
  'why.ask': 'Why is {{name}} included?',
  'why.ask-any': 'Why is a lead included?',
  'why.does-not-hold': 'Not met:',
  'why.everybody': 'No condition is switched on, so all leads are included.',
  'why.failed': 'The lead could not be loaded',
  'why.gone': 'This lead was deleted.',
  'why.holds': 'Met:',
  'why.in': '{{name}} is included.',
  'why.loading': 'Loading the lead and its timeline',
  'why.not-and': 'Not all of these',
  'why.not-or': 'None of these',
  'why.or': 'At least one of these',
  'why.out': '{{name}} is not included.',
  'why.segment': 'In the segment “{{title}}”',
  'why.title': 'Why is a lead included?',
})

export default audienceLocaleResources
