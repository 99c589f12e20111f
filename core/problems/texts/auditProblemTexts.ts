/** What is wrong with an audit trail, or with a range of it. */
export const AUDIT_PROBLEM_TEXTS = {
  'audit.event-unprovable':
    'The event {{id}} has no hash, so nothing proves it. Check the trail (npm run audit:verify).',
  'audit.range-empty':
    'There are no events {{first}} to {{last}} in the trail of {{chain}}. Choose numbers that it has.',
} as const
