import {Agent, request} from 'node:http'
import {startApiProcess} from '../local/api/testing/apiProcess.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {type BenchRow, type Timing, timingOf} from './benchRow.ts'
import {BENCH_DOMAIN, createBenchSite} from './benchSite.ts'
import type {LakeRequests} from './lakeRequests.ts'
import {cpuMs} from './processUse.ts'

const CONNECTIONS = 16
/** Requests before the measurement, while a new server compiles its code. */
const WARM_UP = 2000
const SUBMISSIONS = 6000

/** Sign-ups over several connections. */
export async function intakeRows(
  target: {url: string; pid: number},
  admin: LakeRequests,
): Promise<BenchRow[]> {
  const intake = await measureIntake(target, admin)
  const {median, p95} = intake.timing
  return [
    {
      name: 'intake, durable, 16 connections',
      median,
      p95,
      target: {text: '>= 1,500/s', met: intake.perSecond >= 1500},
      note: intakeNote(intake),
      ...(intake.refused > 0 && {failure: `${intake.refused} refused`}),
    },
  ]
}

/** Result of intake under load. */
interface IntakeResult {
  timing: Timing
  p99: number
  perSecond: number
  refused: number
  /** CPU time a request, in milliseconds; `null` where the system does not report it. */
  cpuMs: {api: number | null; lake: number | null; client: number}
}

/** Sends a sign-up like the page of a site, and resolves to the status. */
function sender(url: string, agent: Agent): (email: string) => Promise<number> {
  const {hostname, port} = new URL(url)
  const target = {agent, hostname, port, method: 'POST', path: '/api/newsletter'}
  return (email) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify({email, consent: true, site: BENCH_SITE})
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        origin: `https://${BENCH_DOMAIN}`,
      }
      const sent = request({...target, headers}, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      })
      sent.on('error', reject)
      sent.end(body)
    })
}

/**
 * Sends sign-ups to the intake endpoint over 16 connections; each is answered once it is durable.
 * API and lake have a process each, as in production; the sender shares the machine with them.
 */
async function measureIntake(
  lakeProcess: {url: string; pid: number},
  lake: LakeRequests,
): Promise<IntakeResult> {
  await createBenchSite(lake)
  const api = await startApiProcess(lakeProcess.url)
  const agent = new Agent({keepAlive: true, maxSockets: CONNECTIONS})
  const send = sender(api.url, agent)
  const run = Date.now()
  const durations: number[] = []
  let refused = 0
  const sendAll = async (first: number, count: number): Promise<void> => {
    const numbers = Array.from({length: count}, (_, index) => first + index).values()
    const connection = async () => {
      for (const number of numbers) {
        const from = performance.now()
        if ((await send(`person-${run}-${number}@example.com`)) !== 202) refused += 1
        durations.push(performance.now() - from)
      }
    }
    await Promise.all(Array.from({length: CONNECTIONS}, connection))
  }
  const cpu = () => {
    const {user, system} = process.cpuUsage()
    return {
      api: cpuMs(api.pid),
      lake: cpuMs(lakeProcess.pid),
      client: (user + system) / 1000,
    }
  }
  try {
    await sendAll(0, WARM_UP)
    durations.length = 0
    const before = cpu()
    const started = performance.now()
    await sendAll(WARM_UP, SUBMISSIONS)
    const perSecond = SUBMISSIONS / ((performance.now() - started) / 1000)
    const after = cpu()
    const used = (name: 'api' | 'lake') => {
      const [from, to] = [before[name], after[name]]
      return from === null || to === null ? null : (to - from) / SUBMISSIONS
    }
    const client = (after.client - before.client) / SUBMISSIONS
    const sorted = durations.toSorted((a, b) => a - b)
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0
    const cpuEach = {api: used('api'), lake: used('lake'), client}
    return {timing: timingOf(durations), p99, perSecond, refused, cpuMs: cpuEach}
  } finally {
    agent.destroy()
    await api.end('SIGTERM')
  }
}

/** The result of intake in one line. */
function intakeNote({p99, perSecond, refused, cpuMs: each}: IntakeResult): string {
  const cpu = Object.entries(each)
    .map(([name, ms]) => `${name} ${ms === null ? '?' : ms.toFixed(2)}`)
    .join(', ')
  const losses = refused > 0 ? `, ${refused} REFUSED` : ''
  return `${Math.round(perSecond)} a second, p99 ${p99.toFixed(0)} ms${losses}; CPU ms a request: ${cpu}`
}
