/** How often a process looks whether the one that started it is still there, in milliseconds. */
const LOOK_EVERY_MS = 500

/**
 * Ends this process as SIGTERM would once the process that started it is gone, however that one
 * ended: a part whose stack was killed must not go on holding ports and files.
 */
export function endWithParent(): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY_MS)
  timer.unref()
}
