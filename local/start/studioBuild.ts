import {execFile, spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {cp, mkdir, readdir, readFile, rename, rm, stat} from 'node:fs/promises'
import {join, relative} from 'node:path'
import {promisify} from 'node:util'

const run = promisify(execFile)

/** The sources of a Studio build, relative to the project's root. */
const SOURCES = [
  'core',
  'schemas',
  'plugins',
  'studio',
  'static',
  'sanity.config.ts',
  'sanity.cli.ts',
  'package.json',
  'package-lock.json',
  // Pages of the documentation that tools show.
  'docs/redaction.md',
  'docs/decisions',
]

async function listFiles(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => null)
  if (!info) return []
  if (info.isFile()) return [path]
  const entries = await readdir(path, {recursive: true, withFileTypes: true})
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

async function sourceHash(root: string): Promise<string> {
  const hash = createHash('sha256')
  const lists = await Promise.all(SOURCES.map((source) => listFiles(join(root, source))))
  for (const file of lists.flat().sort()) {
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

/** The commit of the sources, marked if they differ from it; empty without Git. */
async function commitOf(root: string): Promise<string> {
  try {
    const {stdout} = await run('git', ['describe', '--always', '--dirty', '--abbrev=12'], {
      cwd: root,
    })
    return stdout.trim()
  } catch {
    return ''
  }
}

async function runBuild(root: string, output: string): Promise<void> {
  const commit = process.env['SANITY_STUDIO_COMMIT'] ?? (await commitOf(root))
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules', '.bin', 'sanity'), 'build', output, '--yes'],
      {
        cwd: root,
        env: {...process.env, DO_NOT_TRACK: '1', SANITY_STUDIO_COMMIT: commit},
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    }
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The Studio could not be built (exit code ${code}):\n${printed}`))
    })
  })
}

/**
 * Directory of a built Studio that matches the current sources: an earlier build if nothing changed,
 * else a new one. Older builds are removed.
 *
 * @param cache - directory that holds the builds
 * @param log - called when a build begins
 */
export async function builtStudio(
  root: string,
  cache: string,
  log: (line: string) => void,
): Promise<string> {
  const finished = join(cache, await sourceHash(root))
  if (await stat(join(finished, 'index.html')).catch(() => null)) return finished
  log('Building the Studio, which takes some seconds and is kept until its sources change …')
  const fresh = join(cache, `building-${process.pid}`)
  await rm(fresh, {recursive: true, force: true})
  await mkdir(cache, {recursive: true})
  await runBuild(root, fresh)
  for (const old of await readdir(cache)) {
    if (!old.startsWith('building-')) await rm(join(cache, old), {recursive: true, force: true})
  }
  // A rename within one directory is atomic, so no incomplete build is used.
  await rename(fresh, finished).catch(async () => {
    await cp(fresh, finished, {recursive: true})
    await rm(fresh, {recursive: true, force: true})
  })
  return finished
}
