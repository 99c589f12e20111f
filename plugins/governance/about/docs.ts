/** Pages of the documentation that the tools show, read when somebody opens one. */
export const DOCS = {
  redaction: () => import('../../../docs/redaction.md?raw'),
  tenancy: () => import('../../../docs/decisions/0002-ids-carry-the-tenant.md?raw'),
  trail: () => import('../../../docs/decisions/0010-what-the-audit-trail-tells.md?raw'),
  snapshots: () => import('../../../docs/decisions/0016-customer-snapshots.md?raw'),
  policies: () => import('../../../docs/decisions/0017-policies-over-sites.md?raw'),
} as const

/** Name of one of {@link DOCS}. */
export type DocName = keyof typeof DOCS
