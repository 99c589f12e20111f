import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {AxeBuilder} from '@axe-core/playwright'
import {chromium, type Browser, type BrowserContext, type Locator, type Page} from 'playwright-core'
import {inject, vi} from 'vitest'
import {LOCAL_PROJECT_ID} from '../../local/ports.ts'
import {storageKey} from '../../studio/registry/credentials.ts'
import {CHROMIUM_FLAGS, ensureChromium} from '../../tooling/chromium.ts'

const screenshots = join(import.meta.dirname, '../screenshots')

/**
 * Leaves in the Studio's storage what a sign-in leaves, before its first script runs. Playwright's own way to
 * fill a storage opens a page for it, which takes a second.
 */
async function signIn(context: BrowserContext, token: string): Promise<void> {
  const {origin} = new URL(inject('urls').studio)
  const value = JSON.stringify({token, time: new Date().toISOString()})
  await context.addInitScript(
    (signedIn) => {
      if (location.origin === signedIn.origin && localStorage.getItem(signedIn.key) === null) {
        localStorage.setItem(signedIn.key, signedIn.value)
      }
    },
    {origin, key: storageKey(LOCAL_PROJECT_ID), value},
  )
}

let running: Promise<Browser> | undefined

async function start(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: [...CHROMIUM_FLAGS],
    handleSIGTERM: false,
  })
  browser.on('disconnected', () => {
    running = undefined
  })
  // Vitest waits half a second for the end of a process: enough to remove the profile when it exits, and
  // too little to close the windows first, as Playwright would.
  process.once('SIGTERM', () => process.exit())
  return browser
}

/**
 * The headless Chromium of this process, found on this machine and started when it is first needed. Files
 * that run in one process share it, and it ends with the process; windows share nothing.
 */
function browser(): Promise<Browser> {
  running ??= start()
  return running
}

/** Closes what the tests of a file left open. */
export async function closeWindows(): Promise<void> {
  const contexts = (await running)?.contexts() ?? []
  await Promise.all(contexts.map((context) => context.close()))
}

/** A browser window, and the problems of its pages. */
export interface Session {
  context: BrowserContext
  page: Page
  /** Console errors and uncaught exceptions of all its pages, in order. */
  problems: string[]
}

/** What a page notes in the console when it is about to be left, before any script of its own hears of it. */
const LEAVES = 'This page is about to be left.'

/** A page that is left closes its socket, and then takes leave of the others on it. */
const LATE_LEAVE = 'WebSocket is already in CLOSING or CLOSED state.'

async function announceLeaving(context: BrowserContext): Promise<void> {
  await context.addInitScript((note) => {
    if (window === top) addEventListener('beforeunload', () => console.debug(note), {capture: true})
  }, LEAVES)
}

function watch(page: Page, problems: string[]): void {
  let isLeaving = false
  page.on('domcontentloaded', () => {
    isLeaving = false
  })
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    if (text === LEAVES) isLeaving = true
    if (message.type() !== 'error' || (isLeaving && text === LATE_LEAVE)) return
    problems.push(`console: ${text} (${message.location().url})`)
  })
}

/** Settings of a window. */
export interface SessionOptions {
  /** Token of the signed-in user; nobody when left out. A `#token=` would load the Studio twice. */
  token?: string
  colorScheme?: 'light' | 'dark'
  width?: number
  height?: number
}

/** Opens a window. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const {token, colorScheme = 'light', width = 1280, height = 800} = options
  const context = await (await browser()).newContext({colorScheme, viewport: {width, height}})
  await announceLeaving(context)
  if (token !== undefined) await signIn(context, token)
  context.setDefaultTimeout(60_000)
  const problems: string[] = []
  context.on('page', (page) => watch(page, problems))
  return {context, page: await context.newPage(), problems}
}

/**
 * Scrolls to an element, with retries: a change from the stream may replace it while scrolling.
 */
export function bringIntoView(locator: Locator): Promise<void> {
  return vi.waitFor(() => locator.scrollIntoViewIfNeeded(), {timeout: 20_000})
}

/** Saves a screenshot of the page. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, {recursive: true})
  await page.screenshot({path: join(screenshots, `${name}.png`)})
}

/** Parts of the Studio with findings that no plugin can fix; its notes also fade while they are looked at. */
const STUDIO_PARTS = ['[data-ui="Navbar"]', '[data-ui="ToastProvider"]']

/** Waits for transitions to end: colours between two states have contrasts that nobody has to read. */
async function settleTransitions(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const transitions = document
      .getAnimations()
      .filter((animation) => animation.effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(transitions.map(({finished}) => finished))
  })
}

/**
 * Serious and critical accessibility findings of a page, each with the elements it is about.
 *
 * @param only - the rules to check; all when left out
 */
export async function seriousAxeFindings(page: Page, only?: readonly string[]): Promise<string[]> {
  await settleTransitions(page)
  // Passed checks are not listed: naming their elements takes longer than the checks. Only frames of other
  // origins, of which there are none, need more than the legacy mode, which takes a fifth of the time.
  let builder = new AxeBuilder({page})
    .options({
      resultTypes: ['violations'],
      preload: false,
      ...(only ? {runOnly: [...only]} : {}),
    })
    .setLegacyMode(true)
  for (const part of STUDIO_PARTS) {
    if ((await page.locator(part).count()) > 0) builder = builder.exclude(part)
  }
  const {violations} = await builder.analyze()
  return violations
    .filter(({impact}) => impact === 'serious' || impact === 'critical')
    .map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html).join('; ')}`)
}
