/**
 * What is wrong with an audit trail, or with a range of it. Checkpoints sign what breaks a chain in
 * English, so that a text keeps what it says.
 */
export const AUDIT_PROBLEM_TEXTS = {
  'audit.edited': 'Event {{seq}} was changed after it was written.',
  'audit.end-differs':
    'The trail notes event {{seq}} as its last one, but its events end differently.',
  'audit.end-missing': 'The trail notes {{seq}} as its last event, which is missing.',
  'audit.event-unprovable':
    'The event {{id}} has no hash, so nothing proves it. Check the trail (npm run audit:verify).',
  'audit.gap': 'Event {{seq}} is missing: {{next}} comes next.',
  'audit.known-differs': 'Event {{seq}} is not the one that is known: history was rewritten.',
  'audit.known-missing': 'Event {{seq}} is known to exist and is missing.',
  'audit.link': 'Event {{seq}} does not continue the one before it.',
  'audit.malformed': 'Event {{seq}} is no audit event.',
  'audit.order': 'Event {{seq}} stands where {{expected}} belongs.',
  'audit.range-empty':
    'There are no events {{first}} to {{last}} in the trail of {{chain}}. Choose numbers that it has.',
  'audit.recorded-missing': 'Event {{seq}}, which recorded {{id}}, is missing.',

  /** A trail that can’t be written for now; the message names what is missing */
  'trail.conflict': 'Its documents conflict with those of somebody else.',
  'trail.not-configured': '{{message}}',
  'trail.refused': 'The store refuses its events.',

  /** A signed end of all chains */
  'checkpoint.key-unknown':
    'Checkpoint {{number}} is signed by the key {{key}}, which is not among the known ones.',
  'checkpoint.link': 'Checkpoint {{number}} does not continue the one before it.',
  'checkpoint.missing': 'Checkpoint {{number}} is missing.',
  'checkpoint.none': 'Nothing is signed.',
  'checkpoint.signature': 'The signature of checkpoint {{number}} does not hold.',
  'checkpoint.store': 'Checkpoint {{number}} is of the store {{store}}.',
  'checkpoint.unreadable': 'A signed end can’t be read.',
} as const
