import {defineQuery} from 'groq'

/** Changes of one page of the list. */
export const RECENT_PAGE_SIZE = 15

/**
 * A page of a site's bulk changes since a moment, newest first, after the one of the time `$at` with
 * the id `$id`; an empty `$id` is the first page. Params: `site`, `since`, `at`, `id`.
 */
export const recentJobsQuery = defineQuery(`*[
  _type == "bulkChange" && site == $site && _createdAt > $since
  && ($id == "" || _createdAt < $at || (_createdAt == $at && _id < $id))
] | order(_createdAt desc, _id desc)[0...15]{
  _id, _createdAt, state, way, totals, unchanged, createdBy, intent
}`)

/** One bulk change by its id. Params: `site`, `id`. */
export const recentJobQuery =
  defineQuery(`*[_type == "bulkChange" && site == $site && _id == $id][0]{
  _id, _createdAt, state, way, totals, unchanged, createdBy, intent
}`)

/** A page of the shares of a bulk change, after the id `$after`. Params: `site`, `jobId`, `after`. */
export const deletedRowsQuery = defineQuery(
  `*[_type == "jobChunk" && site == $site && jobId == $jobId && _id > $after] | order(_id asc)[0...1]{_id, rows}`,
)

/** Which of some leads there are. Params: `site`, `ids`. */
export const presentLeadsQuery = defineQuery(
  `*[_type == "lead" && site == $site && _id in $ids]._id`,
)
