/** The row of summaries under the grid. */
export const SUMMARY_STRINGS = {
  /** Buttons that show or hide the summaries */
  'summary.row': 'Summary row',
  /** A column without a chosen summary */
  'summary.choose': 'Summarise',
  'summary.choose-label': 'Summarise {{column}}',
  /** A column with its summary, and the label of its button */
  'summary.label': '{{column}}: {{summary}}. Details and other summaries',
  /** Nothing is chosen */
  'summary.none': 'None',
  /** The available summaries */
  'summary.kind-known': 'Share with a value',
  'summary.kind-range': 'Lowest and highest',
  'summary.kind-range-date': 'Earliest and latest',
  'summary.kind-values': 'Leads by value',
  /** Shown while the summary is loading */
  'summary.asking': 'Calculating…',
  'summary.cancel': 'Cancel',
  'summary.cancelled': 'Not calculated',
  'summary.failed': 'Not available',
  'summary.refresh': 'Calculate again',
  /** Time of the summary */
  'summary.as-of': 'As of {{time}}, for all leads of this view',
  /** Shares */
  'summary.known': '{{share}} known',
  'summary.known-exactly': '{{known, number}} of {{all, number}} leads have a value',
  /** Ends of a range */
  'summary.low': 'Lowest: {{value}}',
  'summary.high': 'Highest: {{value}}',
  'summary.earliest': 'Earliest: {{value}}',
  'summary.latest': 'Latest: {{value}}',
  'summary.range': '{{low}} – {{high}}',
  'summary.no-values': 'No values',
  /** Counts by value */
  'summary.value': '{{name}} {{count, number}}',
  'summary.others': 'Other or none',
}
