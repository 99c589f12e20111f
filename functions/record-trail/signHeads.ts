import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import {GENESIS_HASH, verifyChain} from '../../core/audit/hashChain.ts'
import {
  checkSignature,
  nextCheckpoint,
  publicKeyOf,
  signCheckpoint,
  type SignedCheckpoint,
  type SignedHead,
} from '../../core/audit/signedHeads.ts'
import type {AuditEvent} from '../../core/sanity.types.generated.ts'
import {eventIds} from '../shared/auditTail.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {headsStoreOf, keepCheckpoint, newestCheckpoint} from '../shared/headsStore.ts'
import {fetchSites} from '../shared/siteRegistry.ts'
import {isConflict} from '../shared/storeErrors.ts'
import {sendMail} from '../send-mail/mailTransport.ts'

/** Events that one call checks of a chain, at most, before it signs how far it came. */
const MAX_CHECKED = 5_000
/** Events that are read at a time: their ids have to fit into one URL. */
const AT_ONCE = 100
const REQUEST_MS = 5_000

/** How signing went. */
export interface SigningResult {
  state: 'signed' | 'not-configured' | 'taken'
  checkpoint: SignedCheckpoint | null
  /** Chains whose events do not continue what was signed, and copies that could not be sent. */
  faults: string[]
}

/**
 * The end of a chain as far as its events continue what was signed before: what is signed was checked,
 * whatever the documents say about where the chain ends.
 */
async function checkedHead(
  {client}: FunctionServices,
  chain: string,
  signed: SignedHead | undefined,
): Promise<SignedHead> {
  let head: SignedHead = {chain, seq: signed?.seq ?? 0, hash: signed?.hash ?? GENESIS_HASH}
  if (signed && signed.seq > 0) {
    const [known] = await client.getDocuments<AuditEvent>(eventIds(chain, signed.seq, 1), {
      tag: 'leads.heads.known',
    })
    if (known?.hash !== signed.hash) {
      return {...head, fault: `Event ${signed.seq} is not the one that was signed.`}
    }
  }
  for (let checked = 0; checked < MAX_CHECKED;) {
    const events = await client.getDocuments<AuditEvent>(eventIds(chain, head.seq + 1, AT_ONCE), {
      tag: 'leads.heads.events',
    })
    const end = events.indexOf(null)
    const own = end === -1 ? events : events.slice(0, end)
    if (own.length === 0) return head
    const verdict = verifyChain(own, {after: head})
    if (!verdict.ok) return {...head, fault: verdict.message}
    if (verdict.head) head = {...head, ...verdict.head}
    if (end !== -1) return head
    checked += own.length
  }
  return head
}

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

/** Sends copies to where they were asked for; one that cannot be sent keeps nothing else from it. */
async function sendCopies(
  services: FunctionServices,
  checkpoint: SignedCheckpoint,
): Promise<string[]> {
  const {url, mail: address} = services.env.heads
  const sends = [
    ...(url ? [['LEADS_HEADS_URL', post(url, checkpoint)] as const] : []),
    ...(address ? [['LEADS_HEADS_MAIL', mail(services, address, checkpoint)] as const] : []),
  ]
  const faults: string[] = []
  for (const [name, sending] of sends) {
    try {
      await sending
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'It failed.'
      faults.push(`The copy for ${name} could not be sent. ${reason}`)
    }
  }
  return faults
}

/**
 * Signs where all chains end, and keeps that where whoever can change the chains cannot change it too.
 * Each end is checked to continue the one that was signed before; of a chain that does not, the old end
 * is signed again, with the fault.
 *
 * @throws whatever reading and writing throw, and SigningKeyError for a key that is none
 */
export async function signHeads(services: FunctionServices): Promise<SigningResult> {
  const {client, env, now} = services
  const {signingKey, publicKeys} = env.heads
  if (!signingKey) return {state: 'not-configured', checkpoint: null, faults: []}
  const heads = headsStoreOf(services)
  const previous = await newestCheckpoint(heads)
  const keys = [publicKeyOf(signingKey), ...publicKeys]
  const faults: string[] = []
  if (previous && checkSignature(previous, keys) !== 'ok') {
    faults.push(`The signature of checkpoint ${previous.number} does not hold.`)
  }
  const known = new Map((previous?.heads ?? []).map((head) => [head.chain, head] as const))
  const sites = (await fetchSites(client)).map(({key}) => key)
  const chains = new Set([...known.keys(), ...sites, NETWORK_CHAIN])
  const ends: SignedHead[] = []
  for (const chain of chains) {
    const head = await checkedHead(services, chain, known.get(chain))
    if (head.fault) faults.push(`${chain}: ${head.fault}`)
    ends.push(head)
  }
  const next = nextCheckpoint(previous, {store: heads.store, at: now(), heads: ends})
  const checkpoint = signCheckpoint(next, signingKey)
  try {
    await keepCheckpoint(heads, checkpoint)
  } catch (error) {
    if (isConflict(error)) return {state: 'taken', checkpoint: null, faults}
    throw error
  }
  return {
    state: 'signed',
    checkpoint,
    faults: [...faults, ...(await sendCopies(services, checkpoint))],
  }
}
