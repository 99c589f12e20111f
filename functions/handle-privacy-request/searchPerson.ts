import type {SanityDocument} from '@sanity/client'
import {guardedPatch, type Mutation} from '../../core/changes/mutation.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {
  forgetInChunk,
  purge,
  purgeHistory,
  rewrite,
  suppressErased,
} from '../../core/privacy/erasure.ts'
import {nextStep, withFound, type SearchStep} from '../../core/privacy/privacyRequest.ts'
import type {JobChunk, Lead, LeadSubmission} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {KINDS} from '../../core/tenancy/kinds.ts'
import {readPerson} from '../shared/personDocuments.ts'
import {revisionsOf} from '../shared/storeHistory.ts'
import {
  ENTRIES_QUERY,
  LEADS_QUERY,
  MESSAGES_QUERY,
  rangeOf,
  SHARES_QUERY,
  SUBMISSIONS_QUERY,
  type IdRange,
} from './queries.ts'
import type {RequestRun} from './requestRun.ts'

/** Pages without anything of the person, after which how far the search is gets written down. */
const PAGES_UNNOTED = 20
/** Documents that one transaction erases. */
const AT_ONCE = 100

interface Entry {
  _id: string
  submissionId: string | null
  emailId: string | null
  by: string | null
}

/** How a page of documents is read, by their ids. */
type ReadPage<Row> = (range: IdRange) => Promise<Row[]>

/** Reads pages of a query. */
function pagesOf<Row>({services}: RequestRun, query: string, params: object = {}): ReadPage<Row> {
  return (range) =>
    services.client.fetch<Row[]>(query, {...params, ...range}, {tag: 'leads.privacy.search'})
}

/** Goes through the documents of a prefix; the last id of each page is where another call would go on. */
async function eachPage<Row extends {_id: string}>(
  run: RequestRun,
  prefix: string,
  read: ReadPage<Row>,
  work: (rows: readonly Row[], after: string) => Promise<boolean>,
): Promise<void> {
  let {after} = run.progress
  let unnoted = 0
  while (!run.isOver()) {
    const rows = await read(rangeOf(prefix, after))
    const last = rows.at(-1)
    if (!last) return
    after = last._id
    const isWritten = await work(rows, after)
    unnoted = isWritten ? 0 : unnoted + 1
    if (unnoted >= PAGES_UNNOTED) {
      await run.note({...run.progress, after})
      unnoted = 0
    }
  }
  await run.note({...run.progress, after})
}

/** What is under the person's own key, read by its ids. */
async function searchOwn(run: RequestRun): Promise<void> {
  const {services, site, personKey, erases} = run
  const ids = {
    lead: tenantDocumentId(site, 'lead', personKey),
    subscriber: tenantDocumentId(site, 'subscriber', personKey),
  }
  await run.commit(async () => {
    const person = await readPerson(services.client, site, personKey, 'leads.privacy.person')
    // In the transaction that erases and counts them, so that a call that resumes counts nothing twice.
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
 * Puts somebody of whom something was found on the suppression list. Of a customer whom the site never knew
 * nothing is to be made now.
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

/** Leads and submissions that hold an address of the person, whatever their ids are. */
async function searchAddresses(run: RequestRun, kind: 'lead' | 'submission'): Promise<void> {
  const {services, site, personKey, erases, matcher} = run
  const query = kind === 'lead' ? LEADS_QUERY : SUBMISSIONS_QUERY
  const own = tenantDocumentId(site, 'lead', personKey)
  const prefix = `${site}.${kind}.`
  const read = pagesOf<{_id: string; email: string | null}>(run, query)
  await eachPage(run, prefix, read, async (rows, after) => {
    const ids = rows
      .filter(({_id, email}) => _id !== own && matcher.isAddress(email))
      .map(({_id}) => _id)
    for (const piece of chunk(ids, AT_ONCE)) {
      await run.commit(async () => {
        const documents = await services.client.getDocuments<Lead | LeadSubmission>(piece, {
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
            after: piece.at(-1) ?? after,
          },
        }
      })
    }
    return ids.length > 0
  })
}

/** Submissions and messages that functions noted in a timeline, and that were deleted since. */
async function goneReferences(run: RequestRun, entries: readonly Entry[]): Promise<Mutation[]> {
  const {services, site} = run
  // What users write into an entry decides nothing.
  const noted = entries.filter(({by}) => by !== 'user')
  const kinds = {submission: 'submissionId', email: 'emailId'} as const
  const wanted = (['submission', 'email'] as const).flatMap((kind) =>
    [...new Set(noted.map((entry) => entry[kinds[kind]]))].flatMap((_id) =>
      _id !== null && parseIdOfKind(_id, kind)?.site === site
        ? [{_id, _type: KINDS[kind].type, site}]
        : [],
    ),
  )
  const mutations: Mutation[] = []
  for (const piece of chunk(wanted, AT_ONCE)) {
    const there = await services.client.getDocuments(
      piece.map(({_id}) => _id),
      {tag: 'leads.privacy.references'},
    )
    const known = new Set(there.flatMap((document) => (document ? [document._id] : [])))
    for (const each of piece) if (!known.has(each._id)) mutations.push(...purgeHistory(each))
  }
  return mutations
}

/** Documents that are still there: queries may list what was deleted a moment ago. */
async function stillThere<D extends SanityDocument>(
  run: RequestRun,
  ids: readonly string[],
): Promise<D[]> {
  const documents = await run.services.client.getDocuments<D>([...ids], {
    tag: 'leads.privacy.matches',
  })
  return documents.flatMap((document) => (document ? [document] : []))
}

/** Timelines of all of the person's leads. */
async function searchEntries(run: RequestRun): Promise<void> {
  const {site, erases} = run
  const prefixes = run.progress.keys.map((key) => `${site}.activity.${key}.`)
  const begun = prefixes.findIndex((prefix) => run.progress.after.startsWith(prefix))
  for (const prefix of prefixes.slice(Math.max(0, begun))) {
    await eachPage(run, prefix, pagesOf<Entry>(run, ENTRIES_QUERY), async (rows, after) => {
      await run.commit(async () => {
        const there = await stillThere(
          run,
          rows.map(({_id}) => _id),
        )
        const gone = erases ? await goneReferences(run, rows) : []
        return {
          mutations: [...gone, ...(erases ? there.map(({_id}) => purge(_id)) : [])],
          progress: {...withFound(run.progress, 'entries', there.length), after},
        }
      })
      return true
    })
    if (run.isOver()) return
  }
}

/** Messages to any of the person's leads. */
async function searchMessages(run: RequestRun): Promise<void> {
  const {site, erases, progress} = run
  const work = async (rows: readonly {_id: string}[], after: string): Promise<boolean> => {
    await run.commit(async () => {
      const there = await stillThere(
        run,
        rows.map(({_id}) => _id),
      )
      return {
        mutations: erases ? there.map(({_id}) => purge(_id)) : [],
        progress: {...withFound(run.progress, 'messages', there.length), after},
      }
    })
    return true
  }
  const read = pagesOf<{_id: string}>(run, MESSAGES_QUERY, {keys: progress.keys})
  await eachPage(run, `${site}.email.`, read, work)
}

/**
 * Erases the histories of leads that a job deleted: nothing else is left of them but their timelines, which
 * are found by the keys. It is no part of the transaction that writes the share, since the trail tells
 * nothing of those.
 */
async function goneLeads(run: RequestRun, deletedIds: readonly string[]): Promise<void> {
  const {site, erases} = run
  const ids = deletedIds.filter((id) => parseIdOfKind(id, 'lead')?.site === site)
  if (ids.length === 0) return
  await run.commit(async () => {
    // One that was restored is not theirs any more, or was found by its address.
    const there = new Set((await stillThere(run, ids)).map(({_id}) => _id))
    const gone = ids.filter((id) => !there.has(id))
    const keys = gone.flatMap((id) => parseIdOfKind(id, 'lead')?.key ?? [])
    return {
      mutations: erases
        ? gone.flatMap((_id) => purgeHistory({_id, _type: KINDS.lead.type, site}))
        : [],
      progress: withFound(run.progress, 'leads', 0, keys),
    }
  })
}

/** What jobs keep for undoing, and whom of theirs they deleted. */
async function searchShares(run: RequestRun): Promise<void> {
  const {site, erases, matcher} = run
  const forget = ({rows}: JobChunk) => {
    const ids = run.progress.keys.map((key) => tenantDocumentId(site, 'lead', key))
    return forgetInChunk(rows, new Set(ids), matcher)
  }
  const read = pagesOf<{_id: string}>(run, SHARES_QUERY)
  await eachPage(run, `${site}.chunk.`, read, async (rows) => {
    const shares = await stillThere<JobChunk>(
      run,
      rows.map(({_id}) => _id),
    )
    let isWritten = false
    for (const each of shares) {
      const held = forget(each)
      if (!held) continue
      isWritten = true
      await goneLeads(run, held.deletedIds)
      await run.commit(async () => {
        const [share] = await stillThere<JobChunk>(run, [each._id])
        const here = {...run.progress, after: each._id}
        const forgotten = share && isDocumentOfKind(share, 'chunk') ? forget(share) : null
        if (!share || !forgotten) return {mutations: [], progress: here}
        return {
          mutations: erases ? rewrite(share, {rows: forgotten.rows}) : [],
          progress: withFound(here, 'shareRows', forgotten.forgotten),
        }
      })
    }
    return isWritten
  })
}

const STEPS: Readonly<Record<SearchStep, (run: RequestRun) => Promise<void>>> = {
  person: searchOwn,
  leads: (run) => searchAddresses(run, 'lead'),
  entries: searchEntries,
  submissions: (run) => searchAddresses(run, 'submission'),
  messages: searchMessages,
  shares: searchShares,
}

/** Does the step that a search is at, or as much of it as there is time for. */
export function searchStep(run: RequestRun): Promise<void> {
  return STEPS[run.progress.step](run)
}
