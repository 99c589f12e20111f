import {auditEventIds} from '../../core/audit/appendEvents.ts'
import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import {GENESIS_HASH, verifyChain} from '../../core/audit/hashChain.ts'
import {readEventsById} from '../../core/audit/readEventsById.ts'
import {
  checkSignature,
  nextCheckpoint,
  publicKeyOf,
  signCheckpoint,
  type SignedCheckpoint,
  type SignedHead,
} from '../../core/audit/signedHeads.ts'
import {describeProblem} from '../../core/problems/problem.ts'
import type {AuditEvent} from '../../core/sanity.types.generated.ts'
import {sendMail} from '../send-mail/mailTransport.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {headsStoreOf, keepCheckpoint, newestCheckpoint} from '../shared/headsStore.ts'
import {fetchSites} from '../shared/siteRegistry.ts'
import {isConflict} from '../shared/storeErrors.ts'

/** The result of signing. */
export interface SigningResult {
  state: 'signed' | 'not-configured' | 'taken'
  checkpoint: SignedCheckpoint | null
  /** Chains whose events do not continue what was signed, and copies that could not be sent. */
  problems: string[]
}

/**
 * Signs the ends of all chains in a checkpoint, and stores it where nobody who can change the chains can
 * change it too. It checks that each chain continues its last signed end; for a chain that does not, it
 * signs the old end again, with the fault.
 *
 * @throws whatever reading and writing throw, and SigningKeyError for an invalid key
 */
export async function signHeads(services: FunctionServices): Promise<SigningResult> {
  const {client, env, now} = services
  const {signingKey, publicKeys} = env.heads
  if (!signingKey) return {state: 'not-configured', checkpoint: null, problems: []}
  const store = headsStoreOf(services)
  const previous = await newestCheckpoint(store)
  const keys = [publicKeyOf(signingKey), ...publicKeys]
  const problems: string[] = []
  if (previous && checkSignature(previous, keys) !== 'ok') {
    problems.push(`The signature of checkpoint ${previous.number} does not hold.`)
  }
  const known = new Map((previous?.heads ?? []).map((head) => [head.chain, head] as const))
  const sites = (await fetchSites(client)).map(({key}) => key)
  const heads: SignedHead[] = []
  for (const chain of new Set([...known.keys(), ...sites, NETWORK_CHAIN])) {
    const head = await checkedHead(services, chain, known.get(chain))
    if (head.fault) problems.push(`${chain}: ${head.fault}`)
    heads.push(head)
  }
  const next = nextCheckpoint(previous, {store: store.store, at: now(), heads})
  const checkpoint = signCheckpoint(next, signingKey)
  try {
    await keepCheckpoint(store, checkpoint)
  } catch (error) {
    if (isConflict(error)) return {state: 'taken', checkpoint: null, problems}
    throw error
  }
  problems.push(...(await sendCopies(services, checkpoint)))
  return {state: 'signed', checkpoint, problems}
}

/** Most events of a chain that one call checks; it signs the chain up to there. */
const MAX_CHECKED = 5_000

/** The end of a chain, as far as its events continue what was signed, whatever documents state as its end. */
async function checkedHead(
  {client}: FunctionServices,
  chain: string,
  signed: SignedHead | undefined,
): Promise<SignedHead> {
  let head: SignedHead = {chain, seq: signed?.seq ?? 0, hash: signed?.hash ?? GENESIS_HASH}
  if (signed && signed.seq > 0) {
    const [known] = await client.getDocuments<AuditEvent>(auditEventIds(chain, signed.seq, 1), {
      tag: 'leads.heads.known',
    })
    if (known?.hash !== signed.hash) {
      return {...head, fault: `Event ${signed.seq} is not the one that was signed.`}
    }
  }
  const read = (ids: readonly string[]) =>
    client.getDocuments<AuditEvent>([...ids], {tag: 'leads.heads.events'})
  for await (const events of readEventsById(read, chain, head.seq, head.seq + MAX_CHECKED)) {
    const verdict = verifyChain(events, {after: head})
    if (!verdict.ok) return {...head, fault: describeProblem(verdict.problem)}
    if (verdict.head) head = {...head, ...verdict.head}
  }
  return head
}

/** Sends copies where they are configured. A copy that can't be sent stops nothing else. */
async function sendCopies(
  services: FunctionServices,
  checkpoint: SignedCheckpoint,
): Promise<string[]> {
  const {url, mail: address} = services.env.heads
  const sends = [
    ...(url ? [['LEADS_HEADS_URL', post(url, checkpoint)] as const] : []),
    ...(address ? [['LEADS_HEADS_MAIL', mail(services, address, checkpoint)] as const] : []),
  ]
  const problems: string[] = []
  for (const [name, sending] of sends) {
    try {
      await sending
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'It failed.'
      problems.push(`The copy for ${name} could not be sent. ${reason}`)
    }
  }
  return problems
}

const REQUEST_MS = 5_000

async function post(url: string, checkpoint: SignedCheckpoint): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(checkpoint),
    signal: AbortSignal.timeout(REQUEST_MS),
  })
  if (!response.ok) throw new Error(`It answered ${response.status}.`)
}

async function mail({env}: FunctionServices, to: string, checkpoint: SignedCheckpoint) {
  if (!env.smtpUrl) throw new Error('LEADS_SMTP_URL is not set.')
  const text = JSON.stringify(checkpoint, null, 2)
  const {store, number} = checkpoint
  await sendMail(env.smtpUrl, {
    from: {name: 'Audit trail', address: to},
    to,
    replyTo: undefined,
    messageId: `<heads.${store.replace('/', '.')}.${number}@${to.split('@').at(-1)}>`,
    subject: `Signed ends of the audit trails of ${store}, number ${number}`,
    text,
    html: `<pre>${text.replaceAll('<', '&lt;')}</pre>`,
    unsubscribeUrl: undefined,
    automatic: true,
  })
}
