import {readFileSync} from 'node:fs'

/** Where `npm run types` writes the text of every query that it finds in plugins and functions. */
const GENERATED = new URL('../../../../core/sanity.types.generated.ts', import.meta.url)

/** Expressions by which people sort leads; queries made of them are put together at run time. */
const LEAD_SORTS = [
  'lower(name)',
  'lower(email)',
  'lower(company)',
  'status',
  'engagement',
  'lastContactAt',
  'lastActivityAt',
  'lower(tags[0])',
  'source.label',
  'score',
  'createdAt',
]

/** What {@link productQueries} cannot find: queries that are not written as one text. */
const ASSEMBLED = [
  ...LEAD_SORTS.map((key) => `*[_type == "lead"] | order(${key})`),
  // Alternatives want columns, and no index each: every index makes writing slower. Addresses of
  // pages have none: documents with longer texts than keys may have are in no index at all.
  '*[_type == "lead" && (engagement == $e || subscription == $s || source.kind == $k || source.formId == $f || owner == $o)]',
  '*[_type == "lead" && (score > $n || lastActivityAt > $t || email == $m)]',
  '*[_type == "lead" && (lower(phone) == $p || lower(jobTitle) == $j || lower(linkedIn) == $l || lower(source.label) == $s)]',
  '*[_type == "lead" && (lower(source.utm.source) == $s || lower(source.utm.medium) == $m || lower(source.utm.campaign) == $c || lower(source.utm.term) == $t || lower(source.utm.content) == $d)]',
  '*[_type == "lead" && (consent.given == $g || consent.at > $t || consent.purpose == $p || consent.textId == $i || consent.textVersion == $v)]',
  '*[_type == "lead" && ($tag in tags || $list in lists || $campaign in campaigns)]',
  '*[_type == "lead" && lower(customFields[name == $n][0].value) == $v]',
  '*[_type == "lead" && [name, email, company, jobTitle] match $terms]',
  // A page of a file of leads.
  '*[_type == "lead" && site == $site && _id > $after] | order(_id asc)[0...1000]{_id, name, email, tags, lists}',
  // The lists of a site in the Studio's structure.
  '*[_type == "leadSubmission" && spam.verdict == $verdict] | order(receivedAt)',
  '*[_type == "newsletterSubscriber" && status == $status] | order(_updatedAt)',
  '*[_type == "leadActivity"] | order(at)',
  '*[_type == "suppression"] | order(since)',
  '*[_type == "auditEvent"] | order(seq)',
  // What the audit trail is filtered by: each condition of its one query has an index.
  ...['actor.id', 'actor.kind', 'action', 'target.type', 'target.id'].map(
    (key) => `*[_type == "auditEvent" && ${key} == $value] | order(at)`,
  ),
]

/** The query texts in a file as Sanity's typegen writes it: the keys of its `SanityQueries`. */
export function queriesInTypes(source: string): string[] {
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

/**
 * Every query that indexes are made for: those of the product as typegen found them, and those that
 * are put together at run time.
 */
export function productQueries(): string[] {
  return [...queriesInTypes(readFileSync(GENERATED, 'utf8')), ...ASSEMBLED]
}
