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
import {createRun, ElsewhereError, endPatch, type RequestRun} from './requestRun.ts'
import {searchStep, suppressFound} from './searchPerson.ts'

/** How long one call works before it hands the rest over, in milliseconds; its limit is 300 s. */
const BUDGET_MS = 200_000

/**
 * After so long, in milliseconds, everything is searched once more: by then queries see earlier writes, and
 * submissions that were being processed have become leads.
 */
const SETTLED_MS = 60_000

/** The result of a call. */
export type PrivacyResult =
  | 'done'
  | 'held'
  /** Everything is searched once more later. */
  | 'waiting'
  | 'handed-on'
  /** Another call works on it. */
  | 'elsewhere'
  | 'refused'
  | 'nothing-to-do'

function isOpen({state}: PrivacyRequest): boolean {
  return state === 'received' || state === 'searching'
}

/** Counting takes one pass. Erasing ends with a pass that finds nothing, some time after the first. */
async function endPass(run: RequestRun): Promise<PrivacyResult> {
  const {services, progress, erases} = run
  const now = services.now()
  const isEmpty = Object.keys(progress.found).length === 0
  if (!erases && !isEmpty) {
    await run.save(null, endPatch(progress, 'held', now))
    return 'held'
  }
  if (!erases || (progress.passes > 0 && progress.inPass === 0)) {
    await run.save(null, endPatch(progress, 'done', now))
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
  await run.save(next, {set: {nextAt}})
  return 'waiting'
}

/** Hands the rest over to another call. */
async function handOver(run: RequestRun): Promise<PrivacyResult> {
  await run.save(run.progress, {inc: {turn: 1}})
  return 'handed-on'
}

async function search(run: RequestRun): Promise<PrivacyResult> {
  for (;;) {
    const {step} = run.progress
    await searchStep(run)
    if (run.isOver()) return handOver(run)
    if (run.progress.step !== step) continue
    const next = nextStep(run.progress)
    if (!next) return endPass(run)
    run.progress = next
  }
}

async function carryOut(run: RequestRun, topic: PrivacyTopic): Promise<PrivacyResult> {
  // This write claims the request for this call, until another one begins.
  await run.save(run.progress, {set: {state: 'searching'}, unset: ['nextAt']})
  if (topic === 'shop/redact') {
    await eraseStore(run)
    return endPass(run)
  }
  if (run.personKey !== '') return search(run)
  await run.save(null, endPatch(run.progress, 'done', run.services.now()))
  return 'done'
}

/**
 * Carries out Shopify's request about a customer or a store, or resumes it. A request that the endpoint did
 * not write is refused.
 *
 * @param id - of a `privacyRequest`; for any other there is nothing to do
 * @param elapsed - milliseconds of a monotonic clock
 * @throws whatever the Content Lake client throws; another call then resumes it
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
    sealSecret: secrets(site, 'privacy'),
    isOver: () => elapsed() - started > budgetMs,
  })
  const {topic} = request
  try {
    if (isPrivacyTopic(topic) && isSealed(request, secrets(site, 'privacy'))) {
      return await carryOut(run, topic)
    }
    await run.save(null, {set: {state: 'refused', finishedAt: now()}})
    return 'refused'
  } catch (error) {
    if (error instanceof ElsewhereError) return 'elsewhere'
    throw error
  }
}
