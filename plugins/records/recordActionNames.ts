declare module 'sanity' {
  interface DocumentActionKeys {
    openInLeads: never
    changeLeadStatus: never
    deleteLead: never
    answerRequest: never
  }
}

/**
 * The actions that a read-only record offers. Sanity's own are not among them: deleting, duplicating or
 * restoring a revision would write without a timeline entry.
 */
export const RECORD_ACTIONS = [
  'openInLeads',
  'changeLeadStatus',
  'deleteLead',
  'answerRequest',
] as const
