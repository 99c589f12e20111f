import type {Page} from 'playwright-core'
import {keepScreenshot, seriousAxeFindings} from './browser.ts'
import type {Windows} from './windows.ts'

/** What another colour scheme can change. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** A finding when the window scrolls: tools scroll inside themselves, so it would scroll twice. */
async function scrollFindings(page: Page): Promise<string[]> {
  const {height, window} = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    window: innerHeight,
  }))
  return height > window ? [`scroll: ${height} px of page in ${window} px of window`] : []
}

/** A page to check in both colour schemes. */
export interface PageLook {
  /** What its screenshots are called. */
  name: string
  /** Path in the Studio. */
  path: string
  /** Text or label that appears when the page has its data. */
  shows: string | RegExp
  token: string
  height: number
  /** `false` for the Studio's own pages, whose accessibility is not checked. */
  ours?: boolean
}

/**
 * Shows a page in the light and then in the dark colour scheme of the system, and takes a screenshot in
 * each. The window is kept for the next look unless there is something to tell.
 *
 * @returns what axe, the console and the height of the page tell, prefixed with the scheme
 */
export async function lookInBothSchemes(windows: Windows, look: PageLook): Promise<string[]> {
  const {name, path, shows, token, height, ours = true} = look
  const window = await windows.visit(path, {token, width: 1440, height})
  const {page, problems} = window
  const findings: string[] = []
  await page.getByText(shows).or(page.getByLabel(shows)).first().waitFor()
  await page.waitForLoadState('load')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    await page.waitForFunction(
      (scheme) =>
        document.querySelectorAll(`[data-scheme="${scheme}"]`).length > 0 &&
        document.querySelectorAll('[aria-busy="true"]').length === 0,
      colorScheme,
    )
    await keepScreenshot(page, `${name}-${colorScheme}`)
    const rules = colorScheme === 'light' ? undefined : RULES_OF_COLOURS
    const found = ours
      ? [...(await seriousAxeFindings(page, rules)), ...(await scrollFindings(page))]
      : []
    findings.push(...found.map((finding) => `${colorScheme}: ${finding}`))
  }
  if (findings.length + problems.length === 0) windows.keep(token, window)
  else await window.context.close()
  return [...findings, ...problems]
}
