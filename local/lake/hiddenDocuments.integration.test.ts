import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from './testing/testLake.ts'

/** A document of another site as the attacker knows it: perhaps there, perhaps not. */
interface Guess {
  id: string
  /** A revision it has or had; a transaction of that id may be in the log. */
  rev: string
}

interface Probe {
  method: 'GET' | 'POST'
  path: string
  body?: unknown
}

const OWN = {_id: 'bluefern.segment.own', _type: 'segment', site: 'bluefern', title: 'Own'}
const VERSION = '/v2025-02-19'
const CALLERS = ['local-bluefern-viewer', 'local-bluefern-editor', 'local-bluefern-admin']

const quoted = (text: string) => JSON.stringify(text)

/** Mutations of every kind that name the document, by id, by query or as a reference. */
function mutationsOf({id, rev}: Guess): Record<string, unknown> {
  const foreign = {_id: id, _type: 'lead', site: 'artameta'}
  const disguised = {_id: id, _type: 'segment', site: 'bluefern'}
  const reference = {_type: 'reference', _ref: id}
  const selections = {
    'a literal id': `[${quoted(id)}]`,
    'one id': quoted(id),
    'a literal document': `[{"_id": ${quoted(id)}}]`,
    'a literal document with its revision': `[{"_id": ${quoted(id)}, "_rev": ${quoted(rev)}}]`,
    'a filter on the id': `*[_id == ${quoted(id)}]`,
    'ids of a filter': `*[_id in [${quoted(id)}, ${quoted(OWN._id)}]]._id`,
    'own and foreign ids': `[${quoted(OWN._id)}, ${quoted(id)}]`,
    'what refers to it': `*[references(${quoted(id)})]`,
    'a parameter': '[$id]',
  }
  const byQuery = Object.entries(selections).flatMap(([name, query]) => {
    const selection = {query, params: {id}}
    return [
      [`delete by ${name}`, {delete: selection}],
      [`purge by ${name}`, {delete: {...selection, purge: true}}],
      [`patch by ${name}`, {patch: {...selection, set: {title: 'Probed'}}}],
      [`patch with a revision by ${name}`, {patch: {...selection, ifRevisionID: rev, set: {a: 1}}}],
    ]
  })
  return {
    ...Object.fromEntries(
      (['create', 'createIfNotExists', 'createOrReplace'] as const).flatMap((kind) => [
        [kind, {[kind]: foreign}],
        [`${kind} in the guise of an own document`, {[kind]: disguised}],
        [`${kind} of a draft`, {[kind]: {...foreign, _id: `drafts.${id}`}}],
        [`${kind} with a wrong name`, {[kind]: {...foreign, 'bad name': 1}}],
        [`${kind} with a reference`, {[kind]: {...OWN, _id: 'bluefern.segment.new', reference}}],
      ]),
    ),
    delete: {delete: {id}},
    purge: {delete: {id, purge: true}},
    'delete of a draft': {delete: {id: `drafts.${id}`}},
    patch: {patch: {id, set: {name: 'Probed'}}},
    'patch with its revision': {patch: {id, ifRevisionID: rev, set: {name: 'Probed'}}},
    'patch with another revision': {patch: {id, ifRevisionID: 'other', set: {name: 'Probed'}}},
    'patch that cannot apply': {patch: {id, inc: {name: 1}}},
    'patch of its type': {patch: {id, set: {_type: 'other'}}},
    'patch of an own document to refer to it': {patch: {id: OWN._id, set: {reference}}},
    ...Object.fromEntries(byQuery),
  }
}

/** Requests that write, or would: alone and beside mutations that are allowed. */
function writes(guess: Guess): Map<string, Probe> {
  const probes = new Map<string, Probe>()
  const own = {patch: {id: OWN._id, set: {title: 'Own'}}}
  const add = (name: string, mutations: unknown[], query = '') =>
    probes.set(name, {
      method: 'POST',
      path: `${VERSION}/data/mutate/production${query}`,
      body: {mutations},
    })
  for (const [name, mutation] of Object.entries(mutationsOf(guess))) {
    add(name, [mutation])
    add(`${name}, dry`, [mutation], '?dryRun=true&returnDocuments=true&returnIds=true')
    add(`${name}, async`, [mutation], '?visibility=async&returnDocuments=true')
    add(`${name} after an own patch`, [own, mutation])
    add(`${name} before an own patch`, [mutation, own])
  }
  probes.set('a transaction of the same id', {
    method: 'POST',
    path: `${VERSION}/data/mutate/production?returnIds=true`,
    body: {transactionId: guess.rev, mutations: [own]},
  })
  return probes
}

function actions({id, rev}: Guess): Map<string, Probe> {
  const draftId = `drafts.${id}`
  const versionId = `versions.r1.${id}`
  const attributes = {_id: draftId, _type: 'lead', site: 'artameta'}
  const all: Record<string, Record<string, unknown>> = {
    create: {publishedId: id, attributes, ifExists: 'fail'},
    'create or ignore': {publishedId: id, attributes, ifExists: 'ignore'},
    edit: {draftId, publishedId: id, patch: {set: {name: 'Probed'}}},
    'edit of the published document': {draftId: id, publishedId: id, patch: {set: {name: 'P'}}},
    publish: {draftId, publishedId: id},
    'publish with revisions': {
      draftId,
      publishedId: id,
      ifDraftRevisionId: rev,
      ifPublishedRevisionId: rev,
    },
    unpublish: {draftId, publishedId: id},
    discard: {draftId},
    delete: {publishedId: id, includeDrafts: [draftId]},
    'delete without drafts': {publishedId: id, purge: true},
    replaceDraft: {publishedId: id, attributes},
    'version.create': {publishedId: id, baseId: id, versionId, ifBaseRevisionId: rev},
    'version.discard': {versionId},
    'version.replace': {document: {...attributes, _id: versionId}},
    'version.unpublish': {versionId, publishedId: id},
  }
  return new Map(
    Object.entries(all).flatMap(([name, action]) =>
      [false, true].map((dryRun) => {
        const actionType = `sanity.action.document.${name.split(' ')[0] ?? ''}`
        const body = {actions: [{...action, actionType}], dryRun}
        const path = `${VERSION}/data/actions/production`
        return [`${name} ${dryRun ? 'dry' : ''}`, {method: 'POST', path, body}]
      }),
    ),
  )
}

function reads({id, rev}: Guess): Map<string, Probe> {
  const get = (path: string): Probe => ({method: 'GET', path: `${VERSION}/data/${path}`})
  const history = 'history/production'
  const queries = [
    `*[_id == "${id}"]`,
    `count(*[_id in ["${id}"]])`,
    `*[references("${id}")]`,
    `"${id}" in *._id`,
    `{"_ref": "${id}"}->`,
    `*[_id == "${OWN._id}"]{"other": *[_id == "${id}"][0], "back": count(*[references("${id}")])}`,
    `*[sanity::versionOf("${id}")]`,
    `*[_rev == "${rev}"]`,
    `*[_id > "${id}" || _id <= "${id}"] | order(_id)`,
  ]
  const perspectives = ['raw', 'published', 'drafts', 'r1,drafts']
  return new Map(
    [
      `doc/production/${id}`,
      `doc/production/${id},${OWN._id}?includeAllVersions=true`,
      `doc/production/drafts.${id}?excludeContent=true`,
      `${history}/transactions/${id}`,
      `${history}/transactions/${id}?effectFormat=mendoza&includeIdentifiedDocumentsOnly=true`,
      `${history}/transactions/${id},${OWN._id}?reverse=true&excludeContent=true`,
      `${history}/transactions?fromTransaction=${rev}&limit=1000`,
      `${history}/transactions?toTransaction=${rev}&excludeContent=true`,
      `${history}/transactions/${OWN._id}?fromTransaction=${rev}&toTransaction=${rev}`,
      `${history}/documents/${id}?revision=${rev}`,
      `${history}/documents/${OWN._id}?revision=${rev}`,
      `${history}/events/documents/${OWN._id}?nextCursor=${rev}`,
      `${history}/documents/${id}?lastRevision=true`,
      `${history}/documents/${id},${OWN._id}?time=2100-01-01T00:00:00Z`,
      `${history}/events/documents/${id}`,
      ...queries.flatMap((query) =>
        perspectives.map(
          (perspective) =>
            `query/production?query=${encodeURIComponent(query)}&perspective=${perspective}&explain=true`,
        ),
      ),
    ].map((path) => [path.replaceAll(id, '<id>').replaceAll(rev, '<rev>'), get(path)]),
  )
}

let lake: TestLake
/** What is, was or has been purged: each must look like {@link neverLike}. */
const HIDDEN: Record<string, Guess> = {
  'that exists': {id: 'artameta.lead.there', rev: 'probe-tx-of-there'},
  'that was deleted': {id: 'artameta.lead.gone1', rev: 'probe-tx-of-gone1'},
  'that was purged': {id: 'artameta.lead.dust1', rev: 'probe-tx-of-dust1'},
}
/** A document and a transaction that never were. */
const neverLike = ({rev}: Guess): Guess => ({
  id: 'artameta.lead.never',
  rev: rev.replace('probe', 'false'),
})

/** Puts back what probes may have changed: the caller's own documents. */
async function putBack(): Promise<void> {
  const mutations = [{createOrReplace: OWN}, {delete: {id: 'bluefern.segment.new'}}]
  await lake.request(`${VERSION}/data/mutate/production`, {
    method: 'POST',
    token: 'local-superadmin',
    body: JSON.stringify({mutations}),
  })
}

beforeAll(async () => {
  lake = await startTestLake()
  for (const [name, {id, rev}] of Object.entries(HIDDEN)) {
    const lead = {_id: id, _type: 'lead', site: 'artameta', name: 'Hidden'}
    const admin = lake.client('local-superadmin')
    const draft = {...lead, _id: `drafts.${id}`}
    await admin.transaction().create(lead).create(draft).transactionId(rev).commit()
    if (name === 'that exists') continue
    const purge = name === 'that was purged'
    await admin.mutate([id, draft._id].map((each) => ({delete: {id: each, purge}})))
  }
  await putBack()
})
afterAll(() => lake.stop())

/** An answer without what differs between any two requests. */
async function answerTo({method, path, body}: Probe, token: string, {id, rev}: Guess) {
  const response = await lake.request(path, {
    method,
    token,
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  })
  const text = (await response.text())
    .replaceAll(id, '<id>')
    .replaceAll(rev, '<rev>')
    .replaceAll(
      /"(transactionId|_rev|currentRevisionID|_updatedAt|_createdAt)":"[^"]*"/g,
      '"$1":""',
    )
    .replaceAll(/\b[0-9A-Za-z]{22}\b/g, '<random>')
    .replaceAll(/"ms":\d+/g, '"ms":0')
  return {status: response.status, type: response.headers.get('content-type'), text}
}

/**
 * Sends the same requests for a document that is hidden and for one that never was.
 *
 * @returns the pairs of answers that differ, by the name of their request
 */
async function differences(
  probesOf: (guess: Guess) => Map<string, Probe>,
  hidden: Guess,
  token: string,
) {
  const never = neverLike(hidden)
  const asked = probesOf(hidden)
  const differing: Record<string, unknown> = {}
  const answerOf = async (probe: Probe, guess: Guess) => {
    const answer = await answerTo(probe, token, guess)
    // What is refused changes nothing.
    if (probe.method === 'POST' && answer.status < 300) await putBack()
    return answer
  }
  for (const [name, probe] of probesOf(never)) {
    const twin = asked.get(name)
    if (!twin) throw new Error(`${name} is asked of one document only`)
    const nothing = await answerOf(probe, never)
    const something = await answerOf(twin, hidden)
    expect(nothing.status).toBeLessThan(500)
    if (JSON.stringify(nothing) !== JSON.stringify(something)) {
      differing[name] = {nothing, something}
    }
  }
  return differing
}

// Before the writes, which leave their traces in the history of the caller's own documents.
describe.each(Object.entries(HIDDEN))('reading what is hidden: a document %s', (_name, hidden) => {
  it.each(CALLERS)('shows nothing to %s', async (token) => {
    expect(await differences(reads, hidden, token)).toEqual({})
  })
})

describe.each(Object.entries(HIDDEN))(
  'writing to what is hidden: a document %s',
  (name, hidden) => {
    // What was deleted is asked after by the caller with the most rights.
    const writers = name === 'that exists' ? CALLERS : CALLERS.slice(-1)

    it.each(writers)('by mutations shows nothing to %s', async (token) => {
      expect(await differences(writes, hidden, token)).toEqual({})
    })

    it.each(writers)('by actions shows nothing to %s', async (token) => {
      expect(await differences(actions, hidden, token)).toEqual({})
    })
  },
)
