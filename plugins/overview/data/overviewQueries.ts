import {defineQuery} from 'groq'

/** How many leads there are, and how many of each status. Params: `site`, `statuses: {value}[]`. */
export const pipelineQuery = defineQuery(`{
  "total": count(*[_type == "lead" && site == $site]),
  "counts": $statuses[]{
    value,
    "count": count(*[_type == "lead" && site == $site && status == ^.value])
  }
}`)

/**
 * What else the store holds of a site: counts, the moments of intake, and the newest records.
 * Params: `site`, `since` (ISO 8601: start of the picture), `stuckBefore` (ISO 8601).
 *
 * The moments are cut off at 10,000 of each kind, which the picture says. The second projection names
 * the people of the activities.
 */
export const recordsQuery = defineQuery(`{
  "subscribers": count(*[_type == "newsletterSubscriber" && site == $site]),
  "subscribed": count(*[_type == "newsletterSubscriber" && site == $site && status == "subscribed"]),
  "pending": count(*[_type == "newsletterSubscriber" && site == $site && status == "pending"]),
  "submissions": count(*[_type == "leadSubmission" && site == $site]),
  "suppressed": count(*[_type == "suppression" && site == $site && !defined(liftedAt)]),
  "unsubscribed": count(*[_type == "suppression" && site == $site && !defined(liftedAt)
    && reason == "unsubscribed"]),
  "stuckSubmissions": count(*[_type == "leadSubmission" && site == $site
    && !defined(processedAt) && receivedAt < $stuckBefore]),
  "failedSubmissions": count(*[_type == "leadSubmission" && site == $site
    && outcome == "failed" && receivedAt >= $since]),
  "sentMails": count(*[_type == "emailMessage" && site == $site
    && status == "sent" && queuedAt >= $since]),
  "failedMails": count(*[_type == "emailMessage" && site == $site
    && status == "failed" && queuedAt >= $since]),
  "stuckMails": count(*[_type == "emailMessage" && site == $site
    && status in ["queued", "sending"] && queuedAt < $stuckBefore]),
  "newsletterTimes": *[_type == "leadSubmission" && site == $site && receivedAt >= $since
    && form.kind == "newsletter" && spam.verdict != "spam"]
    | order(receivedAt desc)[0...10000].receivedAt,
  "leadTimes": *[_type == "leadSubmission" && site == $site && receivedAt >= $since
    && form.kind == "lead" && spam.verdict != "spam"]
    | order(receivedAt desc)[0...10000].receivedAt,
  "newestSubmissions": *[_type == "leadSubmission" && site == $site]
    | order(receivedAt desc, _id asc)[0...25]{
      _id, _type, "at": receivedAt, email, "name": fields[name == "name"][0].value,
      "formKind": form.kind, outcome, "verdict": spam.verdict
    },
  "newestLeads": *[_type == "lead" && site == $site]
    | order(createdAt desc, _id asc)[0...25]{
      _id, _type, "at": createdAt, name, email, company, status
    },
  "newestActivities": *[_type == "leadActivity" && site == $site]
    | order(at desc, _id asc)[0...25]{_id, _type, at, kind, summary, leadId},
  "otherSites": *[_type == "site" && key != $site][0...20].key
}{
  ...,
  "people": *[_type == "lead" && site == $site && _id in ^.newestActivities[].leadId]{
    _id, name, email
  }
}`)

/** Records of the live list, by id. Params: `site`, `ids`. */
export const recordsByIdQuery = defineQuery(`{
  "submissions": *[_type == "leadSubmission" && site == $site && _id in $ids]{
    _id, _type, "at": receivedAt, email, "name": fields[name == "name"][0].value,
    "formKind": form.kind, outcome, "verdict": spam.verdict
  },
  "leads": *[_type == "lead" && site == $site && _id in $ids]{
    _id, _type, "at": createdAt, name, email, company, status
  },
  "activities": *[_type == "leadActivity" && site == $site && _id in $ids]{
    _id, _type, at, kind, summary, leadId
  }
}{
  ...,
  "people": *[_type == "lead" && site == $site && _id in ^.activities[].leadId]{_id, name, email}
}`)

/** What the live list listens to. Params: `site`. */
export const LIVE_RECORDS_FILTER =
  '*[_type in ["leadSubmission", "lead", "leadActivity"] && site == $site]'
