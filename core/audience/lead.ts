/** What predicates read of an entry of a lead's timeline; any of it may be missing. */
export interface LeadActivityLike {
  readonly leadId?: unknown
  readonly site?: unknown
  readonly kind?: unknown
  readonly at?: unknown
}
