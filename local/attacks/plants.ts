import {EVERYBODY} from '../../core/audience/definition.ts'
import type {NewDocument} from '../../core/changes/mutation.ts'
import {HOME, OTHER} from './callers.ts'
import {addressOf, keyAt, leadOf, STANDINGS} from './people.ts'
import {keyOf} from './world.ts'

/** A document that its author may write, with contents by which functions are to be misled. */
export interface Plant {
  author: string
  document: NewDocument
}

/** Who plants most of it. */
export const EDITOR = `${HOME}-editor`
/** Who plants what only administrators may write. */
export const ADMIN = `${HOME}-admin`
/** A moment of the past, for what is due. */
export const LONG_AGO = '2026-01-01T00:00:00.000Z'

let made = 0

/** A key that no other document has. */
export function nextKey(): string {
  made += 1
  return keyOf('plant', String(made))
}

/** A document with an id of its own, unless its attributes have one. */
export function planted(author: string, kind: string, type: string, attributes: object): Plant {
  const document = {_id: `${HOME}.${kind}.${nextKey()}`, _type: type, site: HOME, ...attributes}
  return {author, document}
}

/** Leads with addresses, keys and copies of subscriptions that are not theirs. */
function leads(): Plant[] {
  return STANDINGS.flatMap((standing) =>
    [HOME, OTHER].flatMap((site): Plant[] => {
      const email = addressOf(site, standing)
      const stated = {email, status: 'new', subscription: 'subscribed', createdAt: LONG_AGO}
      const lists = [`${OTHER}.list.${keyOf(OTHER, 'list')}`]
      const campaigns = [`${OTHER}.campaign.${keyOf(OTHER, 'campaign')}`]
      const foreign = {...stated, lists, campaigns, tags: [], engagement: 'none'}
      const otherKey = {_id: `${HOME}.lead.${keyAt(OTHER, email)}`}
      const byHand = {
        source: {kind: 'manual', label: 'Added by hand'},
        consent: {given: true, text: 'Everything', textId: 'x', action: 'spoken', at: LONG_AGO},
      }
      return [
        planted(EDITOR, 'lead', 'lead', foreign),
        planted(EDITOR, 'lead', 'lead', {...foreign, ...otherKey}),
        planted(EDITOR, 'lead', 'lead', {...foreign, ...byHand}),
      ]
    }),
  )
}

/** Messages to people of both sites, by every key that there is for them, and with lies about the rest. */
function messages(): Plant[] {
  const about = STANDINGS.flatMap((standing) =>
    [HOME, OTHER].flatMap((site) => {
      const address = addressOf(site, standing)
      return [keyAt(HOME, address), keyAt(OTHER, address)]
    }),
  )
  const keys = [...new Set(about), 'x', '*', `x.${keyAt(HOME, addressOf(HOME, 'none'))}`, '']
  const text = {kind: 'oneOff', status: 'queued', body: 'Hello', queuedAt: LONG_AGO}
  return keys.flatMap((personKey, index) => [
    planted(EDITOR, 'email', 'emailMessage', {
      ...text,
      personKey,
      recipientType: index % 2 === 0 ? 'lead' : 'subscriber',
      subject: 'Hello\r\nBcc: everybody@example.com',
      attempts: index % 3 === 0 ? -5 : 'many',
      email: addressOf(HOME, 'complained'),
      submissionId: `${OTHER}.submission.x`,
    }),
  ])
}

/** What editors share: definitions that are about the other site, or about nothing. */
function sharedWork(): Plant[] {
  const definitions = [
    JSON.stringify(EVERYBODY),
    JSON.stringify({
      version: 1,
      root: {
        id: 'root',
        combinator: 'or',
        rules: [
          {
            id: 'r',
            field: 'segment',
            operator: 'anyOf',
            value: [`${OTHER}.segment.${keyOf(OTHER, 'everybody')}`],
          },
          {id: 's', field: 'site', operator: 'is', value: OTHER},
          {id: 't', field: 'email', operator: 'contains', value: '"] || true || ["'},
        ],
      },
    }),
    '{"version":1}',
    'nothing',
  ]
  const looks = {viewedAt: new Date().toISOString(), count: {value: 999, at: LONG_AGO}}
  return definitions.flatMap((definition, index) => [
    planted(EDITOR, 'segment', 'segment', {title: `Planted ${index}`, definition, ...looks}),
    planted(EDITOR, 'campaign', 'campaign', {
      title: 'Planted',
      status: 'sent',
      audience: definition,
    }),
    planted(EDITOR, 'view', 'savedView', {title: 'Planted', definition, createdBy: EDITOR}),
    planted(EDITOR, 'mapping', 'importMapping', {mapping: definition, createdBy: EDITOR}),
  ])
}

/** Entries of timelines that claim what did not happen, and beginnings and ends of exports. */
function claims(): Plant[] {
  const actor = {kind: 'user', id: EDITOR, name: 'Somebody Else'}
  const claim = {
    actor,
    at: LONG_AGO,
    summary: 'Somebody else did it',
    leadId: leadOf(OTHER, 'none'),
    personKey: keyAt(OTHER, addressOf(OTHER, 'none')),
    jobId: `${OTHER}.bulk.x`,
  }
  const details = [
    {_key: 'a', name: 'from', value: 'new'},
    {_key: 'b', name: 'status', value: 'subscribed'},
    {_key: 'c', name: 'change', value: 'deleted'},
  ]
  const entries = ['note', 'status', 'field'].map((kind) =>
    planted(EDITOR, 'activity', 'leadActivity', {
      _id: `${HOME}.activity.${keyAt(HOME, addressOf(HOME, 'none'))}.${nextKey()}`,
      kind,
      details,
      ...claim,
    }),
  )
  return [
    ...entries,
    planted(ADMIN, 'activity', 'leadActivity', {
      _id: `${HOME}.activity.${keyAt(HOME, addressOf(HOME, 'manual'))}.${nextKey()}`,
      ...claim,
      kind: 'consent',
      actor: {kind: 'user', id: ADMIN},
      details,
    }),
    planted(ADMIN, 'export', 'leadExport', {
      state: 'running',
      createdBy: ADMIN,
      intent: '{"version":1,"columns":["email"],"leads":{"kind":"ids"}}',
      totals: {total: 9_999},
    }),
    planted(ADMIN, 'export', 'leadExport', {
      state: 'succeeded',
      way: 'function',
      createdBy: ADMIN,
      downloadedBy: 'somebody',
      seal: 'forged.seal',
      intent:
        '{"version":2,"format":"csv","columns":[{"id":"email","heading":"E-mail"}],"leads":{"kind":"ids","ids":[]}}',
    }),
    planted(EDITOR, 'import', 'leadImport', {state: 'queued', createdBy: EDITOR, intent: '{}'}),
    planted(EDITOR, 'pending', 'pendingTrail', {_id: `${HOME}.pending.trail`, progress: '{}'}),
  ]
}

/** What users of the attacked site plant for functions to find, apart from jobs; each may write it. */
export function plants(): Plant[] {
  return [...leads(), ...messages(), ...sharedWork(), ...claims()]
}
