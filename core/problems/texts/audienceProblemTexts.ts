/** What is wrong with a definition of an audience. */
export const AUDIENCE_PROBLEM_TEXTS = {
  'audience.broken-segment': 'The segment {{name}} can’t be used: {{problem}}',
  'audience.combinator': 'A group joins its conditions by “and” or “or”.',
  'audience.field-missing': 'The condition names no field.',
  'audience.field-too-long': 'The name of the field is too long.',
  'audience.filter-unreadable': 'The filter can’t be read.',
  'audience.levels':
    'Groups can be at most {{limit, number}} levels deep. Move this group to a level above, or create a segment for it.',
  'audience.no-definition': 'it has no conditions.',
  'audience.not-flag': '“not” must be true or false.',
  'audience.not-json': 'The definition is not a JSON object.',
  'audience.operator-missing': 'The condition names no operator.',
  'audience.operator-too-long': 'The operator’s name is too long.',
  'audience.rules-missing': 'A group must have a list of conditions.',
  'audience.segment-chain':
    'Segments can use one another at most {{limit, number}} levels deep. Use simpler segments.',
  'audience.segment-cycle': 'Segments can’t use themselves: {{chain}}.',
  'audience.segment-unknown':
    'The segment {{name}} no longer exists. Choose another, or remove the condition.',
  /** One link of such a chain */
  'audience.segment-uses': '{{user}} uses {{used}}',
  'audience.shape': 'This condition can’t be read. Remove it.',
  'audience.too-large-with-segments':
    'With the conditions of its segments, there are {{conditions}} conditions. At most {{limit}} are possible. Use simpler segments.',
  'audience.too-many-conditions':
    'At most {{limit}} conditions are possible. Combine some with “is any of”, or move some to a segment of their own.',
  'audience.unknown-field':
    'There is no field “{{field}}”. Choose another, or remove the condition.',
  'audience.unknown-operator': 'This operator does not fit the field. Choose another.',
  'audience.version-missing': 'The definition has no version.',
  'audience.version-new':
    'The conditions were saved by a newer release of this plugin (version {{version}}). Update the plugin to use them.',
  'audience.version-old':
    'The conditions were saved in version {{version}}, which can no longer be read. Create them again.',
  'audience.view-segment-gone':
    'The segment of this view was deleted. Choose another, or leave the segment.',

  /** The value of a condition does not fit */
  'value.at-least-0': 'Enter 0 or more.',
  'value.at-least-1': 'Enter 1 or more.',
  'value.at-most': 'Enter {{limit}} or less.',
  'value.choice-malformed': 'The value has characters that can’t be stored. Remove them.',
  'value.choice-missing': 'Choose a value.',
  'value.choice-too-long': 'A value can have at most {{limit}} characters.',
  'value.choices-missing': 'Choose at least one value.',
  'value.date-form': 'Write the date as year-month-day, such as 2026-01-31.',
  'value.date-missing': 'Choose a date.',
  'value.dates-missing': 'Choose the first and the last day.',
  'value.dates-order': 'The first day must come before the last.',
  'value.days-missing': 'Enter how many days.',
  'value.how-many': 'Enter how many.',
  'value.how-often': 'Enter how often.',
  'value.how-often-and-when': 'Choose how often and when.',
  'value.month-day-form': 'Write the day as month-day, such as 01-31.',
  'value.month-day-missing': 'Choose a day of the year.',
  'value.number-digits': 'A number can have at most nine digits after the point.',
  'value.number-missing': 'Enter a number.',
  'value.number-too-large': 'The number is too large.',
  'value.numbers-missing': 'Enter the lowest and the highest number.',
  'value.numbers-order': 'The lowest number must come first.',
  'value.period': 'Choose a period.',
  'value.span-missing': 'Enter how many days, weeks or months.',
  'value.text-malformed': 'The text has characters that can’t be stored. Remove them.',
  'value.text-missing': 'Enter a text.',
  'value.text-too-long': 'A text can have at most {{limit}} characters.',
  'value.texts-missing': 'Enter at least one text.',
  'value.times-too-many': 'Enter {{limit, number}} or less.',
  'value.too-many':
    'A condition can list at most {{limit}} values. Divide it into two conditions, joined by “or”.',
  'value.unfit': 'This field can’t have this value. Enter another.',
  'value.unit': 'Choose days, weeks, months, quarters or years.',
  'value.when': 'Choose when.',
  'value.when-such-as': 'Choose when, such as “in the last 30 days”.',
  'value.yes-no': 'Choose yes or no.',
} as const
