import {defineQuery} from 'groq'

/**
 * A page of the sites, by id. Params: `after` (id of the last site before the page, or an empty text).
 */
export const syncSitesQuery =
  defineQuery(`*[_type == "site" && _id > $after] | order(_id asc)[0...2000]{
  _id, title, status, timeZone, "shopify": shopify{storeDomain, accessTokenEnv}
}`)

/**
 * A page of the rules, by id, and whether all syncs are paused. Params: `after` (id of the last rule before
 * the page, or an empty text).
 */
export const syncRulesQuery = defineQuery(`{
  "control": *[_type == "customerSyncControl" && _id == "network.sync.control"][0]{
    _id, _rev, paused, reason
  },
  "rules": *[_type == "customerSyncRule" && _id > $after] | order(_id asc)[0...2000]{
    _id, _rev, _type, site, mode, redactionLevel, conditions, cellThreshold, allowedTags, purposes,
    schedule, keepDays, approvalReference, approvalUntil, tenantMayEdit, revision
  }
}`)

/** The newest snapshots of all sites. */
export const newestSnapshotsQuery =
  defineQuery(`*[_type == "shopifyCustomerSnapshot"] | order(takenAt desc, _id desc)[0...2000]{
  _id, takenAt, ruleRevision, level, totals
}`)

/** The newest refreshes of all sites, without dry runs. */
export const newestRefreshesQuery =
  defineQuery(`*[_type == "snapshotRefresh" && !(intent match "dryRun")]
  | order(_createdAt desc, _id desc)[0...2000]{
  _id, _createdAt, state, fault, finishedAt, waitingFor, cancelRequested, totals, unchanged,
  "failures": failures[0...1]{reason}
}`)

/** How some sites stand now. Params: `siteIds`, `ruleIds`. */
export const syncOfSitesQuery = defineQuery(`{
  "sites": *[_type == "site" && _id in $siteIds] | order(_id asc)[0...500]{
    _id, title, status, timeZone, "shopify": shopify{storeDomain, accessTokenEnv},
    "snapshot": *[_type == "shopifyCustomerSnapshot" && site == ^.key]
      | order(takenAt desc, _id desc)[0]{_id, takenAt, ruleRevision, level, totals},
    "refresh": *[_type == "snapshotRefresh" && site == ^.key && !(intent match "dryRun")]
      | order(_createdAt desc, _id desc)[0]{
      _id, _createdAt, state, fault, finishedAt, waitingFor, cancelRequested, totals, unchanged,
      "failures": failures[0...1]{reason}
    }
  },
  "rules": *[_type == "customerSyncRule" && _id in $ruleIds] | order(_id asc)[0...500]{
    _id, _rev, _type, site, mode, redactionLevel, conditions, cellThreshold, allowedTags, purposes,
    schedule, keepDays, approvalReference, approvalUntil, tenantMayEdit, revision
  }
}`)
