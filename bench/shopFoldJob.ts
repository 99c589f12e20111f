import {execFile} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {z} from 'zod'
import {startReadyProcess} from '../local/readyProcess.ts'
import type {BenchRow} from './benchRow.ts'

const run = promisify(execFile)
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const Ready = z.object({shop: z.string()})
const Figures = z.object({
  customers: z.number(),
  ms: z.number(),
  readMs: z.number(),
  peakMb: z.number(),
  growthMb: z.number(),
})

/** Without limits the process keeps garbage as long as the machine has memory. */
const HEAP = ['--max-old-space-size=64', '--max-semi-space-size=4']
const PER_SECOND = 20_000
const MOST_MB = 200

/**
 * Counts the customers of a store without a rate limit, and compares that with only reading the same
 * pages. Each part has its own process.
 */
export async function shopFoldRow(customers: number): Promise<BenchRow> {
  const shop = await startReadyProcess('the shop', script('./shopProcess.ts'), [
    '--customers',
    String(customers),
  ])
  try {
    const {shop: url} = Ready.parse(JSON.parse(shop.ready))
    const {stdout} = await run(process.execPath, [...HEAP, script('./foldProcess.ts'), url])
    const figures = Figures.parse(JSON.parse(stdout))
    const {ms, readMs, peakMb, growthMb} = figures
    const perSecond = Math.round((figures.customers * 1_000) / ms)
    return {
      name: `${customers.toLocaleString('en')} customers of a store counted`,
      median: ms,
      p95: ms,
      target: {
        text: `>= ${PER_SECOND.toLocaleString('en')}/s`,
        met: perSecond >= PER_SECOND && peakMb < MOST_MB,
      },
      note: `${perSecond.toLocaleString('en')} a second, ${(ms / readMs).toFixed(2)} times as long as the store takes to answer; memory ${peakMb} MB at most, +${growthMb}`,
      ...(figures.customers === customers ? {} : {failure: `${figures.customers} were counted`}),
    }
  } finally {
    await shop.end('SIGTERM')
  }
}
