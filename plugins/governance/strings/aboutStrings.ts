/** Strings of the page “About”. */
export const aboutStrings = {
  /** Purpose, protection, contracts and release */
  'about.purpose': 'What this is for',
  'about.purpose-1':
    'The customer sync shows how many customers a site’s Shopify store has, and in which groups. Sites use these figures to plan what they send and offer.',
  'about.purpose-2':
    'It only reads from Shopify. It stores figures of groups. It stores no name, address, phone number or id of a customer.',
  'about.guards': 'How customers are protected',
  'about.guards-note': 'Each of these applies whatever a rule says.',
  'about.guard.read-only': 'Read-only',
  'about.guard.read-only-note':
    'Every request to Shopify only reads, and only allowed fields. A token that may write is refused.',
  'about.guard.redaction': 'Figures of groups',
  'about.guard.redaction-note':
    'Figures of few customers are left out, and other figures are rounded. Differences between snapshots never stand for a single person.',
  'about.guard.approval': 'Approval',
  'about.guard.approval-note':
    'A rule that counts customers needs an approval. Every change raises its revision and is in the audit trail.',
  'about.guard.tenancy': 'Separate sites',
  'about.guard.tenancy-note': 'Users of a site can only access documents of that site.',
  'about.guard.trail': 'Audit trail',
  'about.guard.trail-note': 'What was done, by whom and when, in a chain that can be verified.',
  'about.read': 'Read “{{page}}”',
  'about.doc.policies': 'Policies over sites',
  'about.doc.snapshots': 'What is asked of a store',
  'about.doc.redaction': 'What a customer snapshot shows',
  'about.doc.tenancy': 'Ids carry the tenant',
  'about.doc.trail': 'What the audit trail records',
  'about.doc-failed': 'The page could not be loaded',
  'about.doc-loading': 'Loading the page',
  'about.contracts': 'Contracts',
  'about.contracts-note': 'What other programs can rely on.',
  'about.endpoint': 'Status, preview, apply, refresh and pause, described in OpenAPI',
  'about.endpoint-untold':
    'Status, preview, apply, refresh and pause. The address of the endpoints is not configured in this Studio.',
  'about.type.customerSyncControl': 'Whether all syncs are paused',
  'about.type.customerSyncRule': 'The rule of a site',
  'about.type.shopifyCustomerSnapshot': 'Figures of a store at one time',
  'about.type.snapshotRefresh': 'A refresh of the snapshot, or a dry run',
  'about.release': 'Release',
  'about.commit': 'Commit',
  'about.commit-untold': 'Unknown',
  'about.shopify-api': 'Shopify API',
  'about.version': 'Version',
}
