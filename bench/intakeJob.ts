import {startApi} from '../functions/api/node.ts'
import {readServerEnv} from '../functions/lib/serverEnv.ts'
import {localServerVariables} from '../local/api/localServerVariables.ts'
import {testSite} from '../local/api/testSites.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import type {LakeRequests} from './lakeRequests.ts'
import {timingOf, type Timing} from './statistics.ts'

const CONNECTIONS = 16
const SUBMISSIONS = 3000

/** Sends sign-ups to the intake endpoint over 16 connections; each is answered once it is durable. */
export async function measureIntake(
  lakeUrl: string,
  lake: LakeRequests,
): Promise<{timing: Timing; perSecond: number; refused: number}> {
  await lake.mutate([{createIfNotExists: testSite(BENCH_SITE, 'artameta.example')}])
  const env = readServerEnv({...localServerVariables(), SANITY_STUDIO_API_HOST: lakeUrl})
  const api = await startApi({env, port: 0, log: () => undefined})
  const durations: number[] = []
  let refused = 0
  const numbers = Array.from({length: SUBMISSIONS}, (_, number) => number).values()
  const started = performance.now()
  const run = `${Date.now()}`
  const connection = async () => {
    for (const number of numbers) {
      const from = performance.now()
      const response = await fetch(`${api.url}/api/newsletter`, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify({
          email: `person-${run}-${number}@example.com`,
          consent: true,
          site: BENCH_SITE,
        }),
      })
      await response.arrayBuffer()
      if (response.status !== 202) refused += 1
      durations.push(performance.now() - from)
    }
  }
  try {
    await Promise.all(Array.from({length: CONNECTIONS}, connection))
  } finally {
    await api.stop()
  }
  const perSecond = SUBMISSIONS / ((performance.now() - started) / 1000)
  return {timing: timingOf(durations), perSecond, refused}
}
