/**
 * CPU time that work takes in this thread, in milliseconds. On a busy machine, the clock also counts the
 * time in which others were served.
 */
export function cpuTime(work: () => unknown): number {
  const before = process.threadCpuUsage()
  work()
  const {user, system} = process.threadCpuUsage(before)
  return (user + system) / 1000
}
