import {defineLocalesResources} from 'sanity'

/** Strings of the audience builder. Those of the language itself are core's. */
const audienceLocaleResources = defineLocalesResources('leads-audience', {
  /** A count of an audience, and when it was true */
  'count.as-of': 'as of {{time}}',
  'count.asking': 'Counting…',
  'count.denied': 'You may not see these leads. {{reason}}',
  'count.failed': 'The leads could not be counted. {{reason}}',
  'count.invalid': 'Complete the conditions to see how many leads they mean.',
  'count.leads_one': '{{count, number}} lead',
  'count.leads_other': '{{count, number}} leads',
  'count.refresh': 'Count again',

  /** The audience of a campaign in its form */
  'form.json': 'As JSON',
  'form.loading': 'Loading who is meant',
  'form.nobody':
    'Nobody yet. Open the menu of a segment in the Segments tool and choose “Use in campaign”.',
  'form.segments': 'Segments in it:',
  'form.unreadable': 'Who is meant can’t be said: {{reason}}',

  /** Finding a lead to ask about */
  'find.label': 'Find a lead by name, e-mail or company',
  'find.none': 'No leads found matching “{{search}}”.',
  'find.placeholder': 'Ask about another lead: name, e-mail, company',

  /** A group of conditions */
  'group.actions': 'More actions for this group',
  'group.add-group': 'Group',
  'group.add-rule': 'Condition',
  'group.all': 'All of these',
  'group.any': 'Any of these',
  'group.combinator': 'How the conditions go together',
  'group.empty': 'An empty group has no effect. Add a condition.',
  'group.joint-and': 'and',
  'group.joint-or': 'or',
  'group.label': 'Group of conditions, level {{level}}',
  'group.not': 'Not',
  'group.not-hint': 'Means everybody whom these conditions do not describe',
  'group.not-note': 'everybody else, leads without a value included',
  'group.root-empty': 'No conditions: everybody is meant.',
  'group.root-label': 'Conditions',

  /** Undo and redo of the builder */
  'history.redo': 'Redo',
  'history.undo': 'Undo',

  /** Limits of the size of a definition */
  'limit.conditions':
    'A definition can have {{count, number}} conditions. Combine some with “is any of”, or move some to a segment of their own.',
  'limit.levels':
    'Groups can be nested {{count, number}} levels deep. Move the group further out, or make it a segment of its own.',
  'limit.used_one': '{{count, number}} of {{most, number}} conditions',
  'limit.used_other': '{{count, number}} of {{most, number}} conditions',

  /** What can be done with a condition or a group */
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

  /** The panel beside the grid */
  'panel.apply': 'Apply',
  'panel.clear': 'Clear',
  'panel.close': 'Close the filter',
  'panel.save': 'Save as segment…',
  'panel.title': 'Filter',

  /** When something happened */
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

  /** Lists to choose from */
  'pick.none': 'Nothing found',
  'pick.none-enter': 'Type a value and press Enter',
  /** Under the list of fields */
  'pick.fields-note':
    'Custom fields are those of forms, segments and the newest {{count, number}} leads. Type the name of another one.',
  'pick.other-field': 'Use the custom field “{{text}}”',
  /** Heading of tags beyond those of the newest leads */
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

  /** A condition */
  'rule.actions': 'More actions for this condition',
  'rule.field': 'Field',
  'rule.includes-missing': 'Leads without a value are meant, too.',
  'rule.label': 'Condition {{number}}',
  'rule.muted': 'Switched off: it has no effect.',
  'rule.operator': 'Operator',
  'rule.remove': 'Remove this condition',
  'rule.value': 'Value',

  /** A sample of the leads that are meant */
  'sample.empty': 'No lead is meant at present.',
  'sample.title': 'Newest of them',

  /** What the builder offers is being read */
  'source.denied': 'You may not see what conditions can ask about',
  'source.failed': 'What conditions can ask about could not be read',
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
  'value.choose-several': 'Choose…',
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

  /** Why a lead is in an audience or not */
  'why.and': 'All of these',
  'why.ask': 'Why is {{name}} in?',
  'why.ask-any': 'Why is a lead in?',
  'why.does-not-hold': 'Does not hold:',
  'why.everybody': 'There is no condition that counts, so everybody is in.',
  'why.failed': 'The lead could not be read',
  'why.gone': 'This lead was deleted.',
  'why.holds': 'Holds:',
  'why.in': '{{name}} is in.',
  'why.loading': 'Reading the lead and its timeline',
  'why.not-and': 'Not all of these',
  'why.not-or': 'None of these',
  'why.or': 'At least one of these',
  'why.out': '{{name}} is not in.',
  'why.segment': 'In the segment “{{title}}”',
  'why.title': 'Why is a lead in?',
})

export default audienceLocaleResources
