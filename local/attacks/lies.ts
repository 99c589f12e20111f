import {HOME, OTHER, somebodyElse, type Caller} from './callers.ts'

/** Attributes of a document that are not as they should be; `undefined` where one is missing. */
export interface Lie {
  name: string
  attributes: Readonly<Record<string, unknown>>
}

/** A document as it should be. */
export const TRUTH: Lie = {name: 'as it should be', attributes: {}}

/** What documents of attempts lie about, as a caller would. */
export function liesOf(caller: Caller): Lie[] {
  const other = somebodyElse(caller)
  return [
    TRUTH,
    {name: 'the type of an audit event', attributes: {_type: 'auditEvent'}},
    {name: 'the type of a submission', attributes: {_type: 'leadSubmission'}},
    {name: 'the type of a site', attributes: {_type: 'site'}},
    {name: 'another site', attributes: {site: OTHER}},
    {name: 'no site', attributes: {site: undefined}},
    {name: 'a list with the site', attributes: {site: [HOME]}},
    {name: 'another actor', attributes: {actor: {kind: 'user', id: other}}},
    {
      name: 'a function as the actor',
      attributes: {actor: {kind: 'function', id: 'process-submission'}},
    },
    {name: 'no actor', attributes: {actor: undefined}},
    {name: 'another author', attributes: {createdBy: other}},
    {name: 'no author', attributes: {createdBy: undefined}},
    {name: 'a number of an event', attributes: {auditSeq: 7}},
    {name: 'an end', attributes: {state: 'succeeded', totals: {total: 9, succeeded: 9}}},
    {name: 'the status "sent"', attributes: {status: 'sent'}},
    {
      name: 'the status "subscribed"',
      attributes: {status: 'subscribed', subscription: 'subscribed'},
    },
    {name: 'the kind "consent"', attributes: {kind: 'consent'}},
    {name: 'the kind "status"', attributes: {kind: 'status'}},
    {name: 'the kind "import"', attributes: {kind: 'import'}},
    {name: 'the kind "confirmation"', attributes: {kind: 'confirmation'}},
    {name: 'a lock', attributes: {lock: {by: other, at: '2026-01-01T00:00:00.000Z'}}},
    {name: 'another job', attributes: {jobId: `${OTHER}.bulk.delete.x`}},
    {name: 'a rule that tenants may not edit', attributes: {tenantMayEdit: false}},
    {name: 'a rule with a word for "true"', attributes: {tenantMayEdit: 'true'}},
  ]
}

/** What the document that is there before an attempt is like. */
export const BEFORES = ['own', 'of somebody else', 'of another site', 'of another type'] as const

/** One of {@link BEFORES}. */
export type Before = (typeof BEFORES)[number]
