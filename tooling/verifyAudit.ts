import {readFileSync} from 'node:fs'
import {parseArgs} from 'node:util'
import {publicKeyOf, type SignedCheckpoint} from '../core/audit/signedHeads.ts'
import {describeProblem} from '../core/problems/problem.ts'
import {headsStore} from '../functions/shared/headsStore.ts'
import {createLakeClient} from '../functions/shared/lakeClient.ts'
import {readServerEnv} from '../functions/shared/serverEnv.ts'
import {fetchSites} from '../functions/shared/siteRegistry.ts'
import {verifyChunks, verifyHeads, verifyTrail} from '../functions/shared/verifyTrail.ts'
import {localServerVariables} from '../local/api/localServerVariables.ts'
import {LOCAL_PROJECT_ID} from '../local/ports.ts'

/**
 * Checks that nobody changed, removed, rewrote or added an audit event, with the signed ends of the
 * chains, and prints where each chain ends. Exit code 1 when a chain, or the series of signed ends, is
 * broken.
 *
 *   npm run audit:verify                                        all sites and the network
 *   npm run audit:verify -- --site artameta                     one chain
 *   npm run audit:verify -- --site artameta --head 120:3f9c…    it must contain this event
 *   npm run audit:verify -- --copy heads.json                   the signed ends must contain this copy
 *   npm run audit:verify -- --shares                            also what bulk changes wrote to timelines
 *
 * Without SANITY_STUDIO_PROJECT_ID it reads the lake of `npm start` (`--offset` as there).
 */
const {values} = parseArgs({
  options: {
    site: {type: 'string', multiple: true},
    head: {type: 'string', multiple: true, default: []},
    copy: {type: 'string', multiple: true, default: []},
    shares: {type: 'boolean', default: false},
    offset: {type: 'string', default: '0'},
  },
})
const given = values.head.map((text) => {
  const [, seq, hash] = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text) ?? []
  if (!seq || !hash)
    throw new Error(`"${text}" is not a head. Give <number>:<hash> as this command prints it.`)
  return {seq: Number(seq), hash}
})
if (given.length > 0 && values.site?.length !== 1) {
  throw new Error('A head belongs to one chain: give --site once.')
}
const copies = values.copy.flatMap((file): SignedCheckpoint[] => {
  const read: SignedCheckpoint | SignedCheckpoint[] = JSON.parse(readFileSync(file, 'utf8'))
  return Array.isArray(read) ? read : [read]
})

const hosted = ![undefined, '', LOCAL_PROJECT_ID].includes(process.env['SANITY_STUDIO_PROJECT_ID'])
const local = hosted ? {} : localServerVariables(Number(values.offset))
const env = readServerEnv({...local, ...process.env})
const {projectId, dataset, apiHost, token} = env
const client = createLakeClient({projectId, dataset, apiHost, token}, 60_000)
const {signingKey, publicKeys} = env.heads
const keys = [...(signingKey ? [publicKeyOf(signingKey)] : []), ...publicKeys]

const now = new Date().toISOString()
const heads = await verifyHeads(headsStore(client, env.heads), keys, copies, now)
switch (heads.kind) {
  case 'not-configured':
    console.log(
      'NOT PROVEN: set LEADS_AUDIT_PUBLIC_KEYS. Without signed ends nobody can tell whether a chain ' +
        'was cut off, or rewritten to its end.',
    )
    break
  case 'broken':
    process.exitCode = 1
    console.log(`Signed ends: BROKEN. ${heads.message}`)
    break
  default:
    if (heads.newest) {
      const {number, at, keyId} = heads.newest
      console.log(`Signed ends: ${number} signatures, the newest of ${at} by the key ${keyId}`)
    }
    for (const warning of heads.warnings) console.log(`WARNING: ${warning}`)
}

const signed = heads.kind === 'proven' ? heads.trusted : new Map<string, typeof given>()
const registered = (await fetchSites(client)).map(({key}) => key)
const chains = values.site ?? [...new Set([...registered, ...signed.keys(), 'network'])]
for (const chain of chains) {
  const proven = signed.get(chain) ?? []
  const verdict = await verifyTrail(client, chain, [...proven, ...given])
  if (!verdict.ok) process.exitCode = 1
  const head = verdict.ok && verdict.head ? `; head ${verdict.head.seq}:${verdict.head.hash}` : ''
  const upTo = proven.at(-1)?.seq
  const proof = upTo === undefined ? '' : `, signed up to event ${upTo.toLocaleString('en')}`
  console.log(
    verdict.ok
      ? `${chain}: ${verdict.count.toLocaleString('en')} events, unbroken${proof}${head}`
      : `${chain}: BROKEN at event ${verdict.brokenAt} (${verdict.reason}). ${describeProblem(verdict.problem)}`,
  )
  const problems = values.shares ? await verifyChunks(client, chain) : []
  if (problems.length > 0) process.exitCode = 1
  for (const problem of problems) console.log(`${chain}: BROKEN. ${problem}`)
}
