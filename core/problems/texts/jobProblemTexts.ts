/** Why a job waits, is refused, or ended before it was done. */
export const JOB_PROBLEM_TEXTS = {
  'job.busy': 'Others kept changing the same documents. Try again.',
  'job.chunks-missing': '{{missing, number}} of {{count, number}} chunks can’t be read.',
  'job.instruction-changed': 'The instruction was changed after it was given.',
  'job.instruction-invalid': 'The instruction can’t be read: {{problem}}',
  'job.instruction-invalid-at': 'The instruction can’t be read ({{place}}): {{problem}}',
  'job.instruction-missing': 'The document has no instruction. Start it again.',
  'job.instruction-not-json': 'The instruction can’t be read: it is not JSON.',
  'job.items-open': '{{count, number}} items have no result.',
  'job.numbers-open': 'The totals are not complete yet.',
  'job.progress-unreadable': 'The document does not say how far the job is. Start it again.',
  /** A message that a job recorded without a code */
  'job.recorded': '{{message}}',
  'job.requester-unknown': 'The history no longer says who started it. Start it again.',
  'job.site-gone': 'The site does not exist.',
  'job.stalled': '{{attempts}} attempts made no progress.',
  'job.stalled-because': '{{attempts}} attempts made no progress. {{problem}}',
  'job.taken': 'Another process is working on these chunks.',
  'job.undecided': 'What to do with this item can’t be decided.',
  'job.unrecorded': 'The failure could not be recorded either: {{problem}}',

  'export.column-unknown': 'There is no column “{{column}}”.',
  'export.no-address':
    'The endpoints that deliver files have no address. Set the environment variable LEADS_PUBLIC_API_URL.',
  'export.page-closed': 'The page was closed before the export ended.',
  'export.trail-behind': 'The audit trail has not recorded the export yet.',
} as const
