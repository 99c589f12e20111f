import {execFileSync, spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'

/** Debian's Chromium without a window: the same engine, a tenth less processor time. */
const HEADLESS = 'chromium-headless-shell'
const NAMES = [HEADLESS, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * Flags for a headless Chromium in a container: no sandbox, no calls to the outside, and no work for motion that
 * nobody sees or for code that the next page load drops.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-prefers-reduced-motion',
  // Each load of the Studio compiles it anew: optimizing takes more time than it saves.
  '--js-flags=--no-turbofan,--no-maglev',
  // Each window loads a second page for suggestions below the address bar, with 400 scripts of its own.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
]

/** Path of a Chromium already on this machine, or `null`. `CHROMIUM_PATH` wins. */
export async function findChromium(): Promise<string | null> {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!existsSync(named))
      throw new Error(`CHROMIUM_PATH is set, but there is no file at ${named}.`)
    return named
  }
  const folders = (process.env.PATH ?? '').split(':')
  for (const name of NAMES) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
    if (found) return found
  }
  const application = MAC_APPLICATIONS.find((path) => existsSync(path))
  if (application) return application
  const {chromium} = await import('playwright-core')
  const downloaded = chromium.executablePath()
  return downloaded && existsSync(downloaded) ? downloaded : null
}

function installDebianPackage(): void {
  const apt = (...args: string[]) =>
    execFileSync('apt-get', args, {
      stdio: 'inherit',
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    })
  const install = (chromium: string) =>
    apt('install', '-y', '-qq', '--no-install-recommends', chromium, 'fonts-dejavu-core')
  apt('update', '-qq')
  try {
    install(HEADLESS)
  } catch {
    install('chromium')
  }
}

/**
 * Path of a Chromium for the browser tests: one on this machine, else Debian's package when run as
 * root, else Playwright's own download.
 *
 * @throws Error that names what was tried when none can be had
 */
export async function ensureChromium(): Promise<string> {
  const present = await findChromium()
  if (present) return present
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium found: installing Debian’s package …')
    try {
      installDebianPackage()
    } catch (error) {
      console.error(`apt-get could not install Chromium: ${String(error)}`)
    }
  } else {
    console.log(`No Chromium found: downloading Playwright’s to ${homedir()}/.cache …`)
    spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../node_modules/playwright-core/cli.js'), 'install', 'chromium'],
      {stdio: 'inherit'},
    )
  }
  const installed = await findChromium()
  if (installed) return installed
  throw new Error(
    'No Chromium for the browser tests: none on the PATH, and it could be installed neither as a ' +
      'Debian package nor by Playwright. Install Chromium or Chrome, or set CHROMIUM_PATH.',
  )
}
