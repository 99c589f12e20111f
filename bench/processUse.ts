import {readFileSync} from 'node:fs'

/** Clock ticks a second of `/proc`: fixed at 100 for programs, whatever the kernel's own. */
const TICKS = 100

function read(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return null
  }
}

/** CPU time of a process with its threads, in milliseconds; `null` where the system does not report it. */
export function cpuMs(pid: number): number | null {
  const stat = read(pid, 'stat')
  if (stat === null) return null
  // The name stands in brackets and may hold spaces; user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS
}

/** Memory of a process in MB: now, and the most it ever had; `null` where the system does not report it. */
export function memoryMb(pid: number): {resident: number; peak: number} | null {
  const status = read(pid, 'status')
  if (status === null) return null
  const mb = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
  return {resident: mb('VmRSS'), peak: mb('VmHWM')}
}
