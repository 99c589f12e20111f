/** Interval for checking whether the parent process still exists, in milliseconds. */
const CHECK_INTERVAL_MS = 500

/**
 * Ends this process like SIGTERM once its parent process has ended, for any reason: a part of a killed
 * stack must not continue to use ports and files.
 */
export function endWithParent(): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, CHECK_INTERVAL_MS)
  timer.unref()
}
