import {createHash} from 'node:crypto'
import http from 'node:http'
import {mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile} from 'node:fs/promises'
import {dirname, isAbsolute, join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import type {FunctionSpec} from './blueprint.ts'
import {readKnownBundle, writeKnownBundle} from './knownBundle.ts'

/** Functions as files that a thread or a process loads quickly. */
export interface FunctionBundle {
  /** Path of the script that a process of one call runs. */
  callScript: string
  /** Path of the script that a thread of one function runs. */
  threadScript: string
  /** URL of a function's bundled module. */
  entryOf(spec: FunctionSpec): string
  /** Where Node keeps the compiled code of the bundle. */
  compileCache: string
  /** Marks the files as used; unused ones are removed after a day. */
  touch(): Promise<void>
}

/** A function that cannot be bundled; the text says why. */
export class BundleError extends Error {
  override readonly name = 'BundleError'
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/leads-functions', import.meta.url))
const SCRIPTS = {
  call: fileURLToPath(new URL('./strict/callScript.ts', import.meta.url)),
  thread: fileURLToPath(new URL('./functionThread.ts', import.meta.url)),
}
/** Change how files are bundled, without being in the bundle. */
const SETTINGS = [
  fileURLToPath(import.meta.url),
  fileURLToPath(new URL('../../package-lock.json', import.meta.url)),
]
/** Getters that load Node's fetch and HTTP/2, which Node does as soon as a module imports `http`. */
const HEAVY_HTTP_EXPORTS = ['WebSocket', 'CloseEvent', 'MessageEvent']

/** What `http` exports but for what nothing here uses. */
function lightHttp(): string {
  const names = Object.getOwnPropertyNames(http).filter(
    (name) => !HEAVY_HTTP_EXPORTS.includes(name),
  )
  return `import {createRequire} from 'node:module'
const http = createRequire(import.meta.url)('node:http')
export default http
export const {${names.join(', ')}} = http`
}

/** What clients use of `https`; TLS is loaded with the first request that needs it. */
const LIGHT_HTTPS = `import {createRequire} from 'node:module'
const require = createRequire(import.meta.url)
export class Agent {
  constructor(options) {
    return new (require('node:https').Agent)(options)
  }
}
export const request = (...args) => require('node:https').request(...args)
export const get = (...args) => require('node:https').get(...args)
export default {Agent, request, get}`

/** Modules of Node that take half of the time in which a call starts, and what stands in for them. */
const LIGHT_MODULES: Readonly<Record<string, () => string>> = {
  http: lightHttp,
  https: () => LIGHT_HTTPS,
}
const LIGHT = '\0light-'

/** Node gets a build of RxJS of which a bundler can leave nothing out. */
const ALIASES = {
  rxjs: fileURLToPath(new URL('../../node_modules/rxjs/dist/esm/index.js', import.meta.url)),
}
const UNUSED_AFTER_MS = 24 * 60 * 60_000

interface BundledFile {
  fileName: string
  code: string
}

/** The bundled files, and the paths of all files that were read for them. */
interface Bundled {
  files: BundledFile[]
  sources: string[]
}

async function bundle(inputs: Record<string, string>): Promise<Bundled> {
  const {build} = await import('rolldown')
  const sources: string[] = []
  try {
    const {output} = await build({
      input: inputs,
      platform: 'node',
      write: false,
      logLevel: 'silent',
      plugins: [
        {
          name: 'leads-sources',
          resolveId(id) {
            const name = id.replace(/^node:/u, '')
            return Object.hasOwn(LIGHT_MODULES, name) ? LIGHT + name : null
          },
          load: (id) => (id.startsWith(LIGHT) ? LIGHT_MODULES[id.slice(LIGHT.length)]?.() : null),
          buildEnd() {
            // Modules of the bundler's own have no file.
            for (const id of this.getModuleIds()) if (isAbsolute(id)) sources.push(id)
          },
        },
      ],
      resolve: {alias: ALIASES},
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'shared-[hash].js',
        // A process of one call reads, decodes and hashes every byte; names stay as they are.
        minify: {compress: false, mangle: false, codegen: {removeWhitespace: true}},
      },
    })
    return {files: output.flatMap((file) => (file.type === 'chunk' ? [file] : [])), sources}
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BundleError(`The functions of the blueprint cannot be bundled: ${reason}`, {
      cause: error,
    })
  }
}

async function removeUnused(directory: string, now: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name)
    const {mtimeMs} = await stat(path).catch(() => ({mtimeMs: now}))
    if (now - mtimeMs > UNUSED_AFTER_MS) await rm(path, {recursive: true, force: true})
  }
}

/** Marks a folder as used. @returns whether it exists */
async function touch(folder: string): Promise<boolean> {
  const now = new Date()
  try {
    await utimes(folder, now, now)
    return true
  } catch {
    return false
  }
}

/** Writes files to a folder named by a hash of their content, so that runners and tests share it. */
async function keep(files: readonly BundledFile[]): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const {fileName, code} of files) hash.update(`\0${fileName}\0${code}`)
  const folder = join(CACHE, hash.digest('hex').slice(0, 32))
  if (await touch(folder)) return folder
  const fresh = await mkdtemp(join(CACHE, 'new-'))
  for (const {fileName, code} of files) {
    await mkdir(dirname(join(fresh, fileName)), {recursive: true})
    await writeFile(join(fresh, fileName), code)
  }
  await writeFile(join(fresh, 'package.json'), '{"type": "module"}')
  // Another process may have created the folder meanwhile, with the same content.
  await rename(fresh, folder).catch(() => rm(fresh, {recursive: true, force: true}))
  return folder
}

/** The folder with the bundle of some modules; bundles them only when a file has changed since. */
async function folderOf(inputs: Record<string, string>): Promise<string> {
  await mkdir(CACHE, {recursive: true})
  await removeUnused(CACHE, Date.now())
  const known = join(CACHE, `${hashOf(JSON.stringify([process.version, inputs]))}.json`)
  const unchanged = readKnownBundle(known)
  if (unchanged !== null && (await touch(unchanged))) {
    await touch(known)
    return unchanged
  }
  const startedMs = Date.now()
  const {files, sources} = await bundle(inputs)
  const folder = await keep(files)
  await writeKnownBundle(known, {folder, sources: [...sources, ...SETTINGS], startedMs})
  return folder
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/**
 * Bundles the functions of a blueprint, as a deployment to the hosted service does: a function that
 * reads files beside its source fails here as well. Unchanged bundles are reused.
 *
 * @throws BundleError when a function cannot be bundled
 */
export async function bundleFunctions(functions: readonly FunctionSpec[]): Promise<FunctionBundle> {
  const entries = [...new Set(functions.map(({entry}) => entry))]
  const names = new Map(entries.map((entry, index) => [entry, `function-${index}`]))
  const inputs = Object.fromEntries(
    entries.map((entry) => [names.get(entry), fileURLToPath(entry)]),
  )
  const folder = await folderOf({...inputs, ...SCRIPTS})
  return {
    callScript: join(folder, 'call.js'),
    threadScript: join(folder, 'thread.js'),
    compileCache: join(folder, 'compiled'),
    touch: async () => void (await touch(folder)),
    entryOf: ({entry}) => pathToFileURL(join(folder, `${names.get(entry)}.js`)).href,
  }
}
