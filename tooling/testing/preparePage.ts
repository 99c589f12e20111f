import {cleanup, configure} from '@testing-library/react'
import {afterAll, afterEach, vi} from 'vitest'
import {givePageTimers} from './pageTimers.ts'
import {refuseNetwork} from './refuseNetwork.ts'
import {standInBrowser} from './standInBrowser.ts'

/** Lets what was begun come to its end, as far as it waits for nothing. */
const turn = () =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** Leaves the next file the page as this one found it: a worker has one page for all its files. */
async function leavePage(): Promise<void> {
  await turn()
  await turn()
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
}

/** Makes a file ready whose tests draw components in jsdom. */
export function preparePage(): void {
  givePageTimers()
  refuseNetwork()
  standInBrowser()
  // Generous, for machines that do much else meanwhile: a test that passes does not wait for it.
  // Visibility is not asked for: jsdom has no layout, and computing styles takes most of the time.
  configure({asyncUtilTimeout: 20_000, defaultHidden: true})
  vi.setConfig({testTimeout: 60_000})
  afterEach(cleanup)
  afterAll(leavePage)
}
