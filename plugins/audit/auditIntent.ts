/**
 * Intent that opens the history of a document, or of the person that a lead is, in the Audit tool:
 * `<IntentLink intent={VIEW_AUDIT_INTENT} params={{id}}>`.
 */
export const VIEW_AUDIT_INTENT = 'view-audit'
