/** Attributes of a snapshot that a status depends on, and that lists show. */
export const SNAPSHOT_ENTRY = '_id, takenAt, ruleRevision, level, totals'

/** Attributes of a refresh that a status depends on, and that lists show. */
export const REFRESH_ENTRY = `_id, _createdAt, state, fault, finishedAt, waitingFor, cancelRequested,
  totals, unchanged, "failures": failures[0...1]{reason}`

/**
 * Leaves out dry runs of refreshes. No attribute marks them; `match` finds the name of the member among the
 * words of the instruction, which is JSON.
 */
export const NO_DRY_RUN = '!(intent match "dryRun")'

/** Attributes of a site with its newest snapshot and newest refresh, for a projection of sites. */
export const SYNC_OF_SITE = `title, timeZone, "shopify": shopify{storeDomain, accessTokenEnv},
  "snapshot": *[_type == "shopifyCustomerSnapshot" && site == ^.key]
    | order(takenAt desc, _id desc)[0]{${SNAPSHOT_ENTRY}},
  "refresh": *[_type == "snapshotRefresh" && site == ^.key && ${NO_DRY_RUN}]
    | order(_createdAt desc, _id desc)[0]{${REFRESH_ENTRY}}`
