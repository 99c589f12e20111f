import {parseArgs} from 'node:util'
import {createLakeClient} from '../functions/shared/lakeClient.ts'
import {readServerEnv} from '../functions/shared/serverEnv.ts'
import {fetchSites} from '../functions/shared/siteRegistry.ts'
import {verifyTrail} from '../functions/shared/verifyTrail.ts'
import {localServerVariables} from '../local/api/localServerVariables.ts'
import {LOCAL_PROJECT_ID} from '../local/ports.ts'

/**
 * Checks that nobody changed, removed or slipped in an audit event, and prints where each chain
 * ends. Exit code 1 when a chain is broken.
 *
 *   npm run audit:verify                                        all sites and the network
 *   npm run audit:verify -- --site artameta                     one chain
 *   npm run audit:verify -- --site artameta --head 120:3f9c…    it must contain this event
 *
 * Without SANITY_STUDIO_PROJECT_ID it reads the lake of `npm start` (`--offset` as there).
 */
const {values} = parseArgs({
  options: {
    site: {type: 'string', multiple: true},
    head: {type: 'string', multiple: true, default: []},
    offset: {type: 'string', default: '0'},
  },
})
const trusted = values.head.map((text) => {
  const [, seq, hash] = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text) ?? []
  if (!seq || !hash) throw new Error(`"${text}" is no head. Give <number>:<hash> as printed here.`)
  return {seq: Number(seq), hash}
})
if (trusted.length > 0 && values.site?.length !== 1) {
  throw new Error('A head belongs to one chain: give --site once.')
}

const hosted = ![undefined, '', LOCAL_PROJECT_ID].includes(process.env['SANITY_STUDIO_PROJECT_ID'])
const local = hosted ? {} : localServerVariables(Number(values.offset))
const {projectId, dataset, apiHost, token} = readServerEnv({...local, ...process.env})
const client = createLakeClient({projectId, dataset, apiHost, token}, 60_000)
const chains = values.site ?? [...(await fetchSites(client)).map(({key}) => key), 'network']

for (const chain of chains) {
  const verdict = await verifyTrail(client, chain, trusted)
  if (!verdict.ok) process.exitCode = 1
  const head = verdict.ok && verdict.head ? `; head ${verdict.head.seq}:${verdict.head.hash}` : ''
  console.log(
    verdict.ok
      ? `${chain}: ${verdict.count.toLocaleString('en')} events, unbroken${head}`
      : `${chain}: BROKEN at event ${verdict.brokenAt} (${verdict.reason}). ${verdict.message}`,
  )
}
