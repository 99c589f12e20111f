import {defineQuery} from 'groq'

/** Events of one page of the list. */
export const AUDIT_PAGE_SIZE = 50

/** Events that are read at a time to check or to export a chain. */
export const CHAIN_PAGE_SIZE = 1000

/**
 * A page of a chain, newest first, after the event at `$at` with id `$id`; where it begins, `$at` is
 * the end of the time that is asked for and `$id` empty. Conditions with an empty value hold for
 * every event. Params: `prefix`, `from`, `at`, `id`, `actorKind`, `actorId`, `action`, `targetType`,
 * `targetId`, `targetIds` (`null` for all).
 */
export const auditPageQuery = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix)
  && ($actorKind == "" || actor.kind == $actorKind) && ($actorId == "" || actor.id == $actorId)
  && ($action == "" || action == $action)
  && ($targetType == "" || target.type == $targetType)
  && ($targetId == "" || target.id == $targetId)
  && ($targetIds == null || target.id in $targetIds)
  && at >= $from && (at < $at || (at == $at && _id < $id))
] | order(at desc, _id desc)[0...50]{_id, _type, seq, at, transaction, actor, action, target, diff, previousHash, hash, site}`)

/** One event, whole, as it was hashed. Params: `id`. */
export const auditEventQuery = defineQuery(`*[_type == "auditEvent" && _id == $id][0]`)

/**
 * Events of a chain in the order in which they hang together, whole, as they were hashed: after one
 * id, up to another. By id rather than by number, so that events are seen whatever they say. Params:
 * `prefix`, `after`, `through`.
 */
export const chainPageQuery = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix) && _id > $after && _id <= $through
] | order(_id asc)[0...1000]`)

/** The newest event of a chain, by id. Params: `prefix`. */
export const chainEndQuery = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix)
] | order(_id desc)[0]{_id, seq, at}`)

/** The numbers that lie in a time. Params: `prefix`, `from`, `to`. */
export const chainRangeQuery = defineQuery(`{
  "first": *[_type == "auditEvent" && string::startsWith(_id, $prefix) && at >= $from && at < $to]
    | order(at asc, _id asc)[0].seq,
  "last": *[_type == "auditEvent" && string::startsWith(_id, $prefix) && at >= $from && at < $to]
    | order(at desc, _id desc)[0].seq
}`)

/**
 * What else tells how far a chain goes: its own note of its end, and the newest entry of a timeline
 * that an event tells. Params: `headId`, `site`.
 */
export const chainWitnessQuery = defineQuery(`{
  "head": *[_type == "trailHead" && _id == $headId][0]{seq, hash},
  "entry": *[_type == "leadActivity" && site == $site && defined(auditSeq)]
    | order(auditSeq desc)[0]{_id, auditSeq}
}`)

/** The chains of all sites, for whoever may read them. Params: `after`. */
export const chainSitesQuery = defineQuery(
  `*[_type == "site" && defined(key) && _id > $after] | order(_id asc)[0...1000]{_id, key, title}`,
)
