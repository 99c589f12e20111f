import {
  isSealed,
  nextStep,
  SEARCH_STEPS,
  type SearchProgress,
} from '../../core/privacy/privacyRequest.ts'
import {isPrivacyTopic, type PrivacyTopic} from '../../core/privacy/privacyTopics.ts'
import type {PrivacyRequest} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {eraseStore} from './eraseStore.ts'
import {createRun, ElsewhereError, endOf, type RequestRun} from './requestRun.ts'
import {searchStep, suppressFound} from './searchPerson.ts'

/** How long one call works before it hands the rest on, in milliseconds; its limit is 300 s. */
const BUDGET_MS = 200_000

/**
 * After so long everything is looked through once more, in milliseconds: by then queries see what was
 * written before, and whatever was being processed is there.
 */
const SETTLED_MS = 60_000

/** What a call came to. */
export type PrivacyResult =
  | 'done'
  | 'held'
  /** It is looked through once more later. */
  | 'waiting'
  | 'handed-on'
  /** Another call works on it. */
  | 'elsewhere'
  | 'refused'
  | 'nothing-to-do'

function isOpen({state}: PrivacyRequest): boolean {
  return state === 'received' || state === 'searching'
}

/** Whether there is somebody to look for: a customer may have no address. */
function hasPerson({personKey}: RequestRun): boolean {
  return personKey !== ''
}

/** Everything is looked through once; erasing is over when that finds nothing, some time after the first. */
async function endPass(run: RequestRun): Promise<PrivacyResult> {
  const {services, progress, erases} = run
  const now = services.now()
  const isEmpty = Object.keys(progress.found).length === 0
  if (!erases && !isEmpty) {
    await run.note(null, endOf(progress, 'held', now))
    return 'held'
  }
  if (!erases || (progress.passes > 0 && progress.inPass === 0)) {
    await run.note(null, endOf(progress, 'done', now))
    return 'done'
  }
  await suppressFound(run)
  const {passes} = progress
  const next: SearchProgress = {
    ...progress,
    passes: passes + 1,
    step: SEARCH_STEPS[0],
    after: '',
    inPass: 0,
  }
  const nextAt = new Date(Date.parse(now) + SETTLED_MS).toISOString()
  await run.note(next, {set: {nextAt}})
  return 'waiting'
}

/** Hands the rest on to another call. */
async function handOn(run: RequestRun): Promise<PrivacyResult> {
  await run.note(run.progress, {inc: {turn: 1}})
  return 'handed-on'
}

async function search(run: RequestRun): Promise<PrivacyResult> {
  for (;;) {
    const {step} = run.progress
    await searchStep(run)
    if (run.isOver()) return handOn(run)
    if (run.progress.step !== step) continue
    const next = nextStep(run.progress)
    if (!next) return endPass(run)
    run.progress = next
  }
}

async function carryOut(run: RequestRun, topic: PrivacyTopic): Promise<PrivacyResult> {
  // From here on the request is this call's, until another one begins.
  await run.note(run.progress, {set: {state: 'searching'}, unset: ['nextAt']})
  if (topic === 'shop/redact') {
    await eraseStore(run)
    return endPass(run)
  }
  if (hasPerson(run)) return search(run)
  await run.note(null, endOf(run.progress, 'done', run.services.now()))
  return 'done'
}

/**
 * Carries out what Shopify asked for about a customer or a store, or goes on with it. Nothing is done for a
 * request that the endpoint did not write.
 *
 * @param id - of a `privacyRequest`; for any other there is nothing to do
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing throw; another call then goes on
 */
export async function handlePrivacyRequest(
  services: FunctionServices,
  id: string,
  elapsed: () => number,
  budgetMs = BUDGET_MS,
): Promise<PrivacyResult> {
  const {client, registry, secrets, now} = services
  const parsed = parseIdOfKind(id, 'privacy')
  if (!parsed) return 'nothing-to-do'
  const request = await client.getDocument<PrivacyRequest>(id, {tag: 'leads.privacy.read'})
  if (!request || !isDocumentOfKind(request, 'privacy') || !isOpen(request)) return 'nothing-to-do'
  if (request.nextAt && Date.parse(request.nextAt) > Date.parse(now())) return 'waiting'
  const site = (await registry.site(parsed.site)) ?? {key: parsed.site}
  const started = elapsed()
  const run = createRun(services, request, {
    site: parsed.site,
    keySecret: secrets(site, 'person-key'),
    isOver: () => elapsed() - started > budgetMs,
  })
  const {topic} = request
  try {
    if (isPrivacyTopic(topic) && isSealed(request, secrets(site, 'privacy'))) {
      return await carryOut(run, topic)
    }
    await run.note(null, {set: {state: 'refused', finishedAt: now()}})
    return 'refused'
  } catch (error) {
    if (error instanceof ElsewhereError) return 'elsewhere'
    throw error
  }
}
