import {readFileSync} from 'node:fs'
import {fieldSort} from '../../../../core/leads/fieldSort.ts'
import {FIELD_COLUMNS} from '../../../../core/leads/leadFields.ts'

/** Where `npm run types` writes the queries that it finds in plugins and functions. */
const GENERATED = new URL('../../../../core/sanity.types.generated.ts', import.meta.url)

/** Examples of the queries that typegen can't find, because they are assembled at run time. */
const ASSEMBLED = [
  ...FIELD_COLUMNS.flatMap((name) => fieldSort(name)?.expression ?? []).map(
    (key) => `*[_type == "lead"] | order(${key})`,
  ),
  // Alternatives get columns, but no index each, because every index makes writing slower. Addresses of
  // pages get no column: a document with a text that is too long for a key has no index entry.
  '*[_type == "lead" && (engagement == $e || subscription == $s || source.kind == $k || source.formId == $f || owner == $o)]',
  '*[_type == "lead" && (score > $n || lastActivityAt > $t || email == $m)]',
  '*[_type == "lead" && (lower(phone) == $p || lower(jobTitle) == $j || lower(linkedIn) == $l || lower(source.label) == $s)]',
  '*[_type == "lead" && (lower(source.utm.source) == $s || lower(source.utm.medium) == $m || lower(source.utm.campaign) == $c || lower(source.utm.term) == $t || lower(source.utm.content) == $d)]',
  '*[_type == "lead" && (consent.given == $g || consent.at > $t || consent.purpose == $p || consent.textId == $i || consent.textVersion == $v)]',
  '*[_type == "lead" && ($tag in tags || $list in lists || $campaign in campaigns)]',
  '*[_type == "lead" && lower(customFields[name == $n][0].value) == $v]',
  '*[_type == "lead" && [name, email, company, jobTitle] match $terms]',
  // A page of an export of leads, and the id with which it ends.
  '*[_type == "lead" && site == $site && _id > $after && _id <= $to] | order(_id asc){_id, name, email, tags, lists}',
  '*[_type == "lead" && site == $site && _id > $after] | order(_id asc)[1999]._id',
  // The lists of a site in the Studio's structure.
  '*[_type == "leadSubmission" && spam.verdict == $verdict] | order(receivedAt)',
  '*[_type == "newsletterSubscriber" && status == $status] | order(_updatedAt)',
  '*[_type == "leadActivity"] | order(at)',
  '*[_type == "suppression"] | order(since)',
  '*[_type == "auditEvent"] | order(seq)',
  // The audit trail has one query, and an index for each of its conditions.
  ...['actor.id', 'actor.kind', 'action', 'target.type', 'target.id'].map(
    (key) => `*[_type == "auditEvent" && ${key} == $value] | order(at)`,
  ),
]

/** Every query that indexes are made for. */
export function productQueries(): string[] {
  return [...queriesInTypes(readFileSync(GENERATED, 'utf8')), ...ASSEMBLED]
}

/** The query texts in a file of Sanity's typegen: the keys of its `SanityQueries`. */
function queriesInTypes(source: string): string[] {
  const map = source.slice(source.indexOf('interface SanityQueries'))
  return [...map.matchAll(/^ {4}(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"): \w+;$/gm)].map(
    ([, single, double]) => unescaped(single ?? double ?? ''),
  )
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 't' ? '\t' : character,
  )
}
