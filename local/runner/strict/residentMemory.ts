import {readFile} from 'node:fs/promises'

const KILOBYTES = /^VmRSS:\s+(\d+) kB$/m

/**
 * How much memory a process occupies.
 *
 * @returns megabytes, or `null` where that cannot be told: the process has ended, or the operating
 *   system is not Linux
 */
export async function residentMemoryMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = KILOBYTES.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}
