declare global {
  /** The page of Vitest's jsdom environment; code of the page sees other globals than its window's. */
  var jsdom: {window: {close(): void}} | undefined
}

type Run = (...values: unknown[]) => void

const GIVEN = Symbol.for('leads.test.pageTimers')

/**
 * Ends the timers of a page with the page. Vitest gives the page's code Node's timers, so timers of the
 * Studio would run, and fail, after their page is closed.
 */
export function givePageTimers(): void {
  const window = globalThis.jsdom?.window
  if (!window) throw new Error('There is no page: this test does not run in jsdom.')
  if (Reflect.has(window, GIVEN)) return
  const {setTimeout, setInterval, clearTimeout} = globalThis
  const waiting = new Set<NodeJS.Timeout>()
  const end = (timer: NodeJS.Timeout): void => {
    waiting.delete(timer)
    clearTimeout(timer)
  }
  const close = window.close.bind(window)
  Object.assign(window, {
    [GIVEN]: true,
    close() {
      for (const timer of waiting) clearTimeout(timer)
      close()
    },
  })
  Object.assign(globalThis, {
    setTimeout(run: Run, ms?: number, ...values: unknown[]) {
      const timer = setTimeout(() => {
        waiting.delete(timer)
        run(...values)
      }, ms)
      waiting.add(timer)
      return timer
    },
    setInterval(run: Run, ms?: number, ...values: unknown[]) {
      const timer = setInterval(run, ms, ...values)
      waiting.add(timer)
      return timer
    },
    clearTimeout: end,
    clearInterval: end,
  })
}
