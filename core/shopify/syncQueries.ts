/** Attributes of a snapshot that a status depends on, and that lists show. */
export const SNAPSHOT_ENTRY = '_id, takenAt, ruleRevision, level, totals'

/** Attributes of a refresh that a status depends on, and that lists show. */
export const REFRESH_ENTRY = `_id, _createdAt, state, fault, finishedAt, waitingFor, cancelRequested,
  totals, unchanged, "failures": failures[0...1]{reason}`

/**
 * Conditions of refreshes that are no dry runs. There is no attribute that says so; `match` finds the name
 * of the member among the words of the instruction, which is JSON.
 */
export const NO_DRY_RUN = '!(intent match "dryRun")'

/** What a projection of sites says of their stores, newest snapshots and newest refreshes. */
export const SYNC_OF_SITE = `title, timeZone, "shopify": shopify{storeDomain, accessTokenEnv},
  "snapshot": *[_type == "shopifyCustomerSnapshot" && site == ^.key]
    | order(takenAt desc, _id desc)[0]{${SNAPSHOT_ENTRY}},
  "refresh": *[_type == "snapshotRefresh" && site == ^.key && ${NO_DRY_RUN}]
    | order(_createdAt desc, _id desc)[0]{${REFRESH_ENTRY}}`
