import type {Page} from 'playwright-core'
import {inject} from 'vitest'
import {openSession, type Session, type SessionOptions} from './browser.ts'

/** Goes to another page of the open Studio as its links do, without loading the Studio again. */
export async function moveInside(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    const state: unknown = history.state
    const index = typeof state === 'object' && state !== null && 'idx' in state ? state.idx : 0
    history.pushState({idx: Number(index) + 1}, '', to)
    dispatchEvent(new PopStateEvent('popstate', {state: history.state}))
  }, path)
}

/**
 * Windows that the tests of a file hand on: loading the Studio takes longer than most of what a test does in
 * it. A test keeps its window when all was well; after one that failed, the next opens a window of its own.
 */
export class Windows {
  readonly #kept = new Map<string, Session>()

  /** Shows a page of the Studio to a user, in the window that was kept for them or in a new one. */
  async visit(
    path: string,
    {token, ...options}: SessionOptions & {token: string},
  ): Promise<Session> {
    const kept = this.#kept.get(token)
    this.#kept.delete(token)
    if (!kept) {
      const session = await openSession({token, ...options})
      await session.page.goto(`${inject('urls').studio}${path}`)
      return session
    }
    const {colorScheme = 'light', width = 1280, height = 800} = options
    await kept.page.emulateMedia({colorScheme})
    await kept.page.setViewportSize({width, height})
    // At the page that it is to show, only a load makes it start afresh.
    if (new URL(kept.page.url()).pathname === path) await kept.page.reload()
    else await moveInside(kept.page, path)
    return kept
  }

  /** Keeps a window for the next test of the same user. */
  keep(token: string, window: Session): void {
    this.#kept.set(token, window)
  }
}
