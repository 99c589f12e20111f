import {cleanup, configure, getConfig} from '@testing-library/react'
import {afterAll, afterEach, vi} from 'vitest'
import {givePageTimers} from './pageTimers.ts'

/** Prepares a test file that renders components in jsdom. */
export function preparePage(): void {
  givePageTimers()
  refuseNetwork()
  standInBrowser()
  // Long, for busy machines; passing tests do not wait for it. Visibility is not checked: jsdom has no
  // layout, and computing styles takes most of the time.
  configure({asyncUtilTimeout: 20_000, defaultHidden: true})
  printPageOnceOnly()
  vi.setConfig({testTimeout: 60_000})
  afterEach(cleanup)
  afterAll(leavePage)
}

/** Where Testing Library says that a query runs to be tried again. */
const IS_WAITING = '_disableExpensiveErrorDiagnostics'

/** Prints the page where a wait ends, not with each attempt, which costs more than the query. */
function printPageOnceOnly(): void {
  const {getElementError} = getConfig()
  configure({
    getElementError: (message, container) => {
      if (Reflect.get(getConfig(), IS_WAITING) !== true) return getElementError(message, container)
      const error = new Error(message ?? '')
      error.name = 'TestingLibraryElementError'
      return error
    },
  })
}

/** Runs pending callbacks once. */
const turn = () =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** Resets the page for the next file: a worker has one page for all its files. */
async function leavePage(): Promise<void> {
  await turn()
  await turn()
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
}

function refusal(url: unknown): Error {
  return new Error(
    `A page under test requested ${String(url)}. Let the test's store answer that ` +
      'request (plugins/ui/testing/memoryStore.ts).',
  )
}

/** Blocks network requests of the page: their answers would arrive after the test. */
function refuseNetwork(): void {
  globalThis.fetch = (input) =>
    Promise.reject(refusal(input instanceof Request ? input.url : input))
  for (const name of ['WebSocket', 'EventSource', 'XMLHttpRequest'] as const) {
    const refuse = function (url: unknown) {
      throw refusal(url ?? `something by ${name}`)
    }
    Object.assign(globalThis, {[name]: refuse})
  }
}

class NeverResized implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

function neverMatches(media: string): MediaQueryList {
  return Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  })
}

/** Adds what jsdom lacks: it has no layout, and the Studio's components only need these to exist. */
function standInBrowser(): void {
  globalThis.ResizeObserver = NeverResized
  globalThis.matchMedia = neverMatches
  Element.prototype.scrollIntoView = () => undefined
  Element.prototype.scrollTo = () => undefined
}
