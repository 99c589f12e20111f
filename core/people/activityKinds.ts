/** Groups of kinds that the timeline can be narrowed to. */
export const ACTIVITY_GROUPS = ['form', 'email', 'note', 'change'] as const

/** All that is decided about a kind of activity. */
interface ActivityKindRules {
  /** What an entry is called in lists, and the field that counts such entries in conditions. */
  title: string
  group: (typeof ACTIVITY_GROUPS)[number]
  /** What the audit trail calls it; consent and deleted leads differ, see `core/audit/activityAction.ts`. */
  auditAction: string
  /** How a segment's sentence goes on after "a lead who"; `null` where no condition counts the kind. */
  condition: {happened: string; didNotHappen: string} | null
  /** Whether editors add such entries by hand, with a text of their own and without another change. */
  isByHand?: true
}

/**
 * Every kind of activity, which is an entry in a person's timeline. The schema, the timeline's
 * filter, conditions of segments, the audit trail, and the right to add entries by hand derive from this
 * table.
 */
export const ACTIVITY_KINDS = {
  submission: {
    title: 'Form sent',
    group: 'form',
    auditAction: 'submission.processed',
    condition: {happened: 'sent a form', didNotHappen: 'did not send a form'},
  },
  consent: {
    title: 'Consent changed',
    group: 'form',
    auditAction: 'consent.changed',
    condition: {happened: 'changed their consent', didNotHappen: 'did not change their consent'},
  },
  'email.sent': {
    title: 'E-mail sent',
    group: 'email',
    auditAction: 'email.sent',
    condition: {happened: 'was sent an e-mail', didNotHappen: 'was not sent an e-mail'},
  },
  'email.delivered': {
    title: 'E-mail delivered',
    group: 'email',
    auditAction: 'email.delivered',
    condition: {happened: 'received an e-mail', didNotHappen: 'did not receive an e-mail'},
  },
  'email.opened': {
    title: 'E-mail opened',
    group: 'email',
    auditAction: 'email.opened',
    condition: {happened: 'opened an e-mail', didNotHappen: 'did not open an e-mail'},
  },
  'email.clicked': {
    title: 'E-mail clicked',
    group: 'email',
    auditAction: 'email.clicked',
    condition: {happened: 'clicked in an e-mail', didNotHappen: 'did not click in an e-mail'},
  },
  'email.replied': {
    title: 'E-mail replied to',
    group: 'email',
    auditAction: 'email.replied',
    condition: {happened: 'replied to an e-mail', didNotHappen: 'did not reply to an e-mail'},
  },
  'email.bounced': {
    title: 'E-mail bounced',
    group: 'email',
    auditAction: 'email.bounced',
    condition: {happened: 'had an e-mail bounce', didNotHappen: 'had no e-mail bounce'},
  },
  'email.complained': {
    title: 'Marked as spam',
    group: 'email',
    auditAction: 'email.complained',
    condition: {
      happened: 'marked an e-mail as spam',
      didNotHappen: 'did not mark an e-mail as spam',
    },
  },
  'email.refused': {
    title: 'E-mail not sent',
    group: 'email',
    auditAction: 'email.refused',
    condition: null,
  },
  note: {
    title: 'Note written',
    group: 'note',
    auditAction: 'lead.note.added',
    condition: {happened: 'got a note', didNotHappen: 'got no note'},
    isByHand: true,
  },
  status: {
    title: 'Status changed',
    group: 'change',
    auditAction: 'lead.status.changed',
    condition: {
      happened: 'had their status changed',
      didNotHappen: 'did not have their status changed',
    },
  },
  import: {
    title: 'Imported',
    group: 'change',
    auditAction: 'lead.imported',
    condition: {happened: 'was imported', didNotHappen: 'was not imported'},
  },
  merge: {
    title: 'Merged',
    group: 'change',
    auditAction: 'lead.merged',
    condition: {happened: 'was merged', didNotHappen: 'was not merged'},
  },
  field: {
    title: 'Field changed',
    group: 'change',
    auditAction: 'lead.fields.changed',
    condition: {happened: 'had a field changed', didNotHappen: 'had no field changed'},
  },
} as const satisfies Readonly<Record<string, ActivityKindRules>>

/** The kind of an activity, `leadActivity.kind`. */
export type ActivityKind = keyof typeof ACTIVITY_KINDS

/** What the audit trail calls an activity. */
export type ActivityAction = (typeof ACTIVITY_KINDS)[ActivityKind]['auditAction']

/** Whether a text is the kind of an activity. */
export function isActivityKind(text: unknown): text is ActivityKind {
  return typeof text === 'string' && Object.hasOwn(ACTIVITY_KINDS, text)
}

/** The kinds whose rules meet a condition, in the order of {@link ACTIVITY_KINDS}. */
export function activityKindsWhere(meets: (rules: ActivityKindRules) => boolean): ActivityKind[] {
  return Object.entries(ACTIVITY_KINDS).flatMap(([kind, rules]) =>
    isActivityKind(kind) && meets(rules) ? [kind] : [],
  )
}

/** Name of the detail of an entry that names the lead that was filed, by its former id. */
export const FILED_FROM = 'filedFrom'

/** Kinds of entries that editors add by hand. */
export const HAND_MADE_KINDS = activityKindsWhere(({isByHand}) => isByHand === true)

/** Whether editors add entries of a kind by hand. */
export function isHandMade(kind: string | null | undefined): boolean {
  return HAND_MADE_KINDS.some((each) => each === kind)
}
