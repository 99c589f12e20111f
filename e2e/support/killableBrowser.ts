import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {chromium, type BrowserContext} from 'playwright-core'
import {CHROMIUM_FLAGS, ensureChromium} from '../../tooling/chromium.ts'

/** A Chromium in processes of its own, with a profile that outlives it. */
export interface KillableBrowser {
  /** Folder of the profile. */
  profile: string
  context: BrowserContext
  /** Ends its processes without warning; the profile stays. */
  kill(): Promise<void>
  /** Ends it, and removes the profile. */
  end(): Promise<void>
}

/**
 * Starts a Chromium.
 *
 * @param profile - of an earlier one; a new one when left out
 */
export async function startKillableBrowser(profile?: string): Promise<KillableBrowser> {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'leads-profile-')))
  const flags = [...CHROMIUM_FLAGS, '--headless', '--remote-debugging-port=0']
  const child = spawn(await ensureChromium(), [...flags, `--user-data-dir=${folder}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own: some distributions start Chromium by a script, which would end alone.
    detached: true,
  })
  const killGroup = (): void => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
  process.once('exit', killGroup)
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve())
  })
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({input: child.stderr}).on('line', (line) => {
      const found = /^DevTools listening on (?<address>\S+)/u.exec(line)?.groups?.['address']
      if (found) resolve(found)
    })
    child.on('exit', (code) => {
      reject(new Error(`Chromium ended with code ${code} before it was ready.`))
    })
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium has no window.')
  const kill = async () => {
    killGroup()
    await ended
    process.off('exit', killGroup)
  }
  return {
    profile: folder,
    context,
    kill,
    async end() {
      await kill()
      await rm(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 200})
    },
  }
}
