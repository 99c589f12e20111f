import {createHash} from 'node:crypto'
import {flushCompileCache} from 'node:module'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {env, version} from 'node:process'

/**
 * Flags of Node for this project's servers. Newer versions let the young part of the heap grow to
 * 100 MB and more, and what it took once stays with the process; 16 MB are as quick here.
 */
export const SERVER_FLAGS: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=16',
]

/**
 * Where threads of this project keep their compiled code: a folder of this checkout, user and version
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
 * The environment of a thread that keeps its compiled code for the next one. Such a thread starts in
 * half the time, and does not load the WebAssembly by which Node strips types: freeing that again and
 * again can crash a whole process (https://github.com/nodejs/node/issues/64500).
 */
export function threadEnvironment(
  source: NodeJS.ProcessEnv = env,
): Record<string, string | undefined> {
  return {...source, NODE_COMPILE_CACHE: source['NODE_COMPILE_CACHE'] ?? cacheFolder()}
}

/** Keeps what this thread compiled so far; called once it has loaded its modules. */
export function keepCompiled(): void {
  flushCompileCache()
}
