import {createHash} from 'node:crypto'
import {flushCompileCache} from 'node:module'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {env, version} from 'node:process'

/**
 * Flags of Node for this project's servers. Newer versions let the young generation of the heap grow to
 * 100 MB and more, and never release it; 16 MB are as fast here.
 */
export const SERVER_FLAGS: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=16',
]

/**
 * Flags for the lake and the endpoints. Node lets the heap grow to several times of what is needed, the more
 * memory a machine has; an import of a million rows needs less than 100 MB of it. With half of this limit,
 * exports take almost twice the processor time, for collecting garbage.
 */
export const DATA_SERVER_FLAGS: readonly string[] = [...SERVER_FLAGS, '--max-old-space-size=1024']

/**
 * The folder of compiled code for processes and threads of this project, for this checkout, user and version
 * of Node.
 */
function cacheFolder(): string {
  const checkout = createHash('sha256')
    .update(import.meta.url)
    .digest('hex')
    .slice(0, 12)
  return join(tmpdir(), `leads-compiled-${version}-${env['USER'] ?? 'user'}-${checkout}`)
}

/**
 * The environment of a process or thread that stores its compiled code for the next one. With it, the next one
 * starts in half the time, and does not load the WebAssembly with which Node strips types: freeing that
 * repeatedly can crash the process (https://github.com/nodejs/node/issues/64500).
 *
 * @param source - the environment that it would have without that
 */
export function withCompileCache(
  source: NodeJS.ProcessEnv = env,
): Record<string, string | undefined> {
  return {...source, NODE_COMPILE_CACHE: source['NODE_COMPILE_CACHE'] ?? cacheFolder()}
}

/** Stores the compiled code of this process or thread; call it once that has loaded its modules. */
export function keepCompiled(): void {
  flushCompileCache()
}
