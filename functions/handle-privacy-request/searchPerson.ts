import {chunk} from '../../core/documents/chunk.ts'
import {guardedPatch, type Mutation} from '../../core/changes/mutation.ts'
import {sha256Hex} from '../../core/crypto/sha256Hex.ts'
import {readUploadedRows} from '../../core/imports/uploadedChunk.ts'
import {
  forgetInChunk,
  isChunkRows,
  purge,
  purgeHistory,
  rewrite,
  suppressErased,
} from '../../core/privacy/erasure.ts'
import {nextStep, withFound, type SearchStep} from '../../core/privacy/privacyRequest.ts'
import {
  forgetInUpload,
  isNamedIn,
  isSealedUpload,
  sealUpload,
} from '../../core/privacy/uploadErasure.ts'
import type {JobChunk, Lead, LeadSubmission} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {KINDS} from '../../core/tenancy/kinds.ts'
import {readPerson} from '../shared/personDocuments.ts'
import {revisionsOf} from '../shared/documentHistory.ts'
import {
  CHUNKS_QUERY,
  eachPage,
  ENTRIES_QUERY,
  LEADS_QUERY,
  MESSAGES_QUERY,
  readExisting,
  SUBMISSIONS_QUERY,
  type PageRow,
} from './readPages.ts'
import type {RequestRun} from './requestRun.ts'

/** Documents that one transaction erases. */
const ERASED_AT_ONCE = 100

/** Carries out the step that the search is at, or as much of it as there is time for. */
export function searchStep(run: RequestRun): Promise<void> {
  return STEPS[run.progress.step](run)
}

const STEPS: Readonly<Record<SearchStep, (run: RequestRun) => Promise<void>>> = {
  person: searchOwn,
  leads: (run) => searchAddresses(run, 'lead'),
  entries: searchEntries,
  submissions: (run) => searchAddresses(run, 'submission'),
  messages: searchMessages,
  shares: searchChunks,
}

/** Searches the documents under the person's own key, by their ids. */
async function searchOwn(run: RequestRun): Promise<void> {
  const {services, site, personKey, erases} = run
  const ids = {
    lead: tenantDocumentId(site, 'lead', personKey),
    subscriber: tenantDocumentId(site, 'subscriber', personKey),
  }
  await run.commit(async () => {
    const person = await readPerson(services.client, site, personKey, 'leads.privacy.person')
    // The next step begins in the same transaction, so that a call that resumes counts nothing twice.
    const next = nextStep(run.progress) ?? run.progress
    let progress = withFound(next, 'leads', person.lead ? 1 : 0)
    progress = withFound(progress, 'subscribers', person.subscriber ? 1 : 0)
    if (!erases) {
      return {
        mutations: [],
        progress: withFound(progress, 'suppressions', person.suppression ? 1 : 0),
      }
    }
    const isFirst = progress.passes === 0
    const isKnown =
      person.lead !== null || person.subscriber !== null || person.suppression !== null
    const mutations: Mutation[] =
      isFirst && isKnown ? suppressErased(site, personKey, person.suppression, services.now()) : []
    for (const kind of ['lead', 'subscriber'] as const) {
      const _id = ids[kind]
      if (person[kind]) mutations.push(purge(_id))
      else if (isFirst && (await revisionsOf(services.client, _id, {}, 1)).length > 0) {
        mutations.push(...purgeHistory({_id, _type: KINDS[kind].type, site}))
      }
    }
    return {mutations, progress}
  })
}

/**
 * Puts the person on the suppression list where something of them was found. No document is created about
 * a customer whom the site never knew.
 */
export async function suppressFound(run: RequestRun): Promise<void> {
  const {services, site, personKey, progress} = run
  if (personKey === '' || progress.inPass === 0) return
  const decide = async () => {
    const person = await readPerson(services.client, site, personKey, 'leads.privacy.person')
    const mutations = suppressErased(site, personKey, person.suppression, services.now())
    return {mutations, progress: run.progress}
  }
  if ((await decide()).mutations.length > 0) await run.commit(decide)
}

/** Searches leads or submissions for addresses of the person, whatever the ids are. */
async function searchAddresses(run: RequestRun, kind: 'lead' | 'submission'): Promise<void> {
  const {services, site, personKey, erases, matcher} = run
  const query = kind === 'lead' ? LEADS_QUERY : SUBMISSIONS_QUERY
  const own = tenantDocumentId(site, 'lead', personKey)
  await eachPage(run, {query, prefix: `${site}.${kind}.`}, async (rows, after) => {
    const matches = rows
      .filter(({_id, email}) => _id !== own && matcher.isAddress(email))
      .map(({_id}) => _id)
    for (const ids of chunk(matches, ERASED_AT_ONCE)) {
      await run.commit(async () => {
        const documents = await services.client.getDocuments<Lead | LeadSubmission>(ids, {
          tag: 'leads.privacy.matches',
        })
        const theirs = documents.flatMap((document) =>
          document && matcher.isAddress(document.email) ? [document] : [],
        )
        const keys =
          kind === 'lead' ? theirs.flatMap(({_id}) => parseIdOfKind(_id, kind)?.key ?? []) : []
        const found = kind === 'lead' ? 'leads' : 'submissions'
        return {
          mutations: erases
            ? theirs.flatMap((each) => [guardedPatch(each, {set: {site}}), purge(each._id)])
            : [],
          progress: {
            ...withFound(run.progress, found, theirs.length, keys),
            after: ids.at(-1) ?? after,
          },
        }
      })
    }
    return matches.length > 0
  })
}

/** Searches the timelines of all leads of the person. */
async function searchEntries(run: RequestRun): Promise<void> {
  const {site, erases} = run
  const prefixes = run.progress.keys.map((key) => `${site}.activity.${key}.`)
  const begun = prefixes.findIndex((prefix) => run.progress.after.startsWith(prefix))
  for (const prefix of prefixes.slice(Math.max(0, begun))) {
    await eachPage(run, {query: ENTRIES_QUERY, prefix}, async (rows, after) => {
      await run.commit(async () => {
        const existing = await readExisting(run, rows)
        const gone = erases ? await purgeReferences(run, rows) : []
        return {
          mutations: [...gone, ...(erases ? existing.map(({_id}) => purge(_id)) : [])],
          progress: {...withFound(run.progress, 'entries', existing.length), after},
        }
      })
      return true
    })
    if (run.isOver()) return
  }
}

/** Purges the histories of submissions and messages that timeline entries name, and that were deleted. */
async function purgeReferences(run: RequestRun, entries: readonly PageRow[]): Promise<Mutation[]> {
  const {services, site} = run
  // Entries that users wrote may name any document.
  const written = entries.filter(({by}) => by !== 'user')
  const attributes = {submission: 'submissionId', email: 'emailId'} as const
  const named = (['submission', 'email'] as const).flatMap((kind) =>
    [...new Set(written.map((entry) => entry[attributes[kind]]))].flatMap((_id) =>
      _id && parseIdOfKind(_id, kind)?.site === site ? [{_id, _type: KINDS[kind].type, site}] : [],
    ),
  )
  const mutations: Mutation[] = []
  for (const documents of chunk(named, ERASED_AT_ONCE)) {
    const found = await services.client.getDocuments(
      documents.map(({_id}) => _id),
      {tag: 'leads.privacy.references'},
    )
    const existing = new Set(found.flatMap((document) => (document ? [document._id] : [])))
    mutations.push(...documents.filter(({_id}) => !existing.has(_id)).flatMap(purgeHistory))
  }
  return mutations
}

/** Searches the messages to all leads of the person. */
async function searchMessages(run: RequestRun): Promise<void> {
  const {site, erases, progress} = run
  const pages = {
    query: MESSAGES_QUERY,
    prefix: `${site}.email.`,
    params: {keys: progress.keys},
  }
  await eachPage(run, pages, async (rows, after) => {
    await run.commit(async () => {
      const existing = await readExisting(run, rows)
      return {
        mutations: erases ? existing.map(({_id}) => purge(_id)) : [],
        progress: {...withFound(run.progress, 'messages', existing.length), after},
      }
    })
    return true
  })
}

/** What a chunk is without what it holds of a person. */
interface ForgottenChunk {
  forgotten: number
  deletedIds: readonly string[]
  /** Attributes to write; `null` for a chunk of a page that nothing can parse, which goes. */
  attributes: Readonly<Record<string, unknown>> | null
}

function forgetChunk(run: RequestRun, document: JobChunk): ForgottenChunk | null {
  const {site, matcher, sealSecret} = run
  const {_id: id} = document
  // Users write chunks of their own, with anything for rows.
  const stored: unknown = document.rows
  const text = typeof stored === 'string' ? stored : JSON.stringify(stored ?? null)
  const ids = run.progress.keys.map((key) => tenantDocumentId(site, 'lead', key))
  const ofJob = forgetInChunk(text, new Set(ids), matcher)
  if (ofJob) return {...ofJob, attributes: {rows: ofJob.rows}}
  if (!id.startsWith(`${site}.chunk.page.`)) return null
  const uploaded = forgetInUpload(text, matcher)
  if (uploaded) {
    const {rows, forgotten} = uploaded
    // The digest that instructions name stays; whoever uploaded may have written another there.
    const digest = isSealedUpload(sealSecret, document) ? (document.digest ?? '') : sha256Hex(text)
    const seal = sealUpload(sealSecret, {id, digest, rows})
    return {forgotten, deletedIds: [], attributes: {rows, digest, seal}}
  }
  const isReadable = isChunkRows(text) || readUploadedRows(text) !== null
  return isReadable || !isNamedIn(text, matcher)
    ? null
    : {forgotten: 1, deletedIds: [], attributes: null}
}

/**
 * Searches the chunks of jobs for what they store to undo changes of the person's leads, and uploads for rows
 * with their address.
 */
async function searchChunks(run: RequestRun): Promise<void> {
  const {site, erases} = run
  await eachPage(run, {query: CHUNKS_QUERY, prefix: `${site}.chunk.`}, async (rows) => {
    let isSaved = false
    for (const each of await readExisting<JobChunk>(run, rows)) {
      const held = forgetChunk(run, each)
      if (!held) continue
      isSaved = true
      await purgeDeletedLeads(run, held.deletedIds)
      await run.commit(async () => {
        const [current] = await readExisting<JobChunk>(run, [each])
        const here = {...run.progress, after: each._id}
        const forgotten =
          current && isDocumentOfKind(current, 'chunk') ? forgetChunk(run, current) : null
        if (!current || !forgotten) return {mutations: [], progress: here}
        const {attributes} = forgotten
        const erasure = attributes ? rewrite(current, attributes) : [purge(current._id)]
        return {
          mutations: erases ? erasure : [],
          progress: withFound(here, 'shareRows', forgotten.forgotten),
        }
      })
    }
    return isSaved
  })
}

/**
 * Purges the histories of leads that a job deleted: only their timelines are left besides, which the search
 * finds by the keys. It is not part of the transaction that writes the chunk, since the trail does not read
 * those.
 */
async function purgeDeletedLeads(run: RequestRun, deletedIds: readonly string[]): Promise<void> {
  const {site, erases} = run
  const leads = deletedIds
    .filter((id) => parseIdOfKind(id, 'lead')?.site === site)
    .map((_id) => ({_id, _type: KINDS.lead.type, site}))
  if (leads.length === 0) return
  await run.commit(async () => {
    // A lead that was restored belongs to somebody else by now, or was found by its address.
    const existing = new Set((await readExisting(run, leads)).map(({_id}) => _id))
    const gone = leads.filter(({_id}) => !existing.has(_id))
    const keys = gone.flatMap(({_id}) => parseIdOfKind(_id, 'lead')?.key ?? [])
    return {
      mutations: erases ? gone.flatMap(purgeHistory) : [],
      progress: withFound(run.progress, 'leads', 0, keys),
    }
  })
}
