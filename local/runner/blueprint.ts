import {statSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {z} from 'zod'
import {createSchedule, type Schedule} from './schedule.ts'
import {createTrigger, type Trigger} from './trigger.ts'

/** The hosted service's default, in seconds. */
const DEFAULT_TIMEOUT_S = 10

const COMMON = {
  name: z.string(),
  src: z.string(),
  timeout: z.number().positive().default(DEFAULT_TIMEOUT_S),
  memory: z.number().positive().optional(),
  env: z.record(z.string(), z.string()).default({}),
}

const DOCUMENT_FUNCTION = z.object({
  ...COMMON,
  type: z.literal('sanity.function.document'),
  event: z.object({
    on: z.array(z.string()).optional(),
    filter: z.string().optional(),
    projection: z.string().optional(),
    includeDrafts: z.boolean().optional(),
    includeAllVersions: z.boolean().optional(),
  }),
})

const SCHEDULED_FUNCTION = z.object({
  ...COMMON,
  type: z.literal('sanity.function.cron'),
  timezone: z.string().default('UTC'),
  event: z.object({
    minute: z.string(),
    hour: z.string(),
    dayOfMonth: z.string(),
    month: z.string(),
    dayOfWeek: z.string(),
  }),
})

const RESOURCE = z.union([
  DOCUMENT_FUNCTION,
  SCHEDULED_FUNCTION,
  z.object({type: z.string(), name: z.string()}),
])
const BLUEPRINT = z.object({resources: z.array(RESOURCE)})

/** A function of the blueprint, ready to be run. */
export interface FunctionSpec {
  name: string
  /** URL of the module that exports `handler`. */
  entry: string
  timeoutMs: number
  /** Largest heap, in megabytes; absent where the blueprint sets none. */
  memoryMb?: number
  env: Record<string, string>
  on: {kind: 'document'; trigger: Trigger} | {kind: 'schedule'; schedule: Schedule}
}

/** A function, and what functions may see of the blueprint's other resources. */
export interface LoadedBlueprint {
  functions: FunctionSpec[]
  resources: {id: string; name: string; type: string}[]
}

function entryOf(blueprintFile: string, src: string): string {
  const path = resolve(dirname(blueprintFile), src)
  const entry = statSync(path).isDirectory() ? join(path, 'index.ts') : path
  return pathToFileURL(entry).href
}

/**
 * Reads the functions of a `sanity.blueprint.ts`. Resources of other kinds are known by name only.
 *
 * @param file - path of the blueprint
 * @param project - what `sanity::projectId()` and `sanity::dataset()` answer in filters
 * @throws Error when the file is no blueprint, or a function's filter or schedule is not valid
 */
export async function loadBlueprint(
  file: string,
  project: {projectId: string; dataset: string},
): Promise<LoadedBlueprint> {
  const path = resolve(file)
  const module: {default?: unknown} = await import(pathToFileURL(path).href)
  if (typeof module.default !== 'function') {
    throw new TypeError(`${path} has no blueprint as its default export`)
  }
  const {resources} = BLUEPRINT.parse(module.default())
  const functions = resources.flatMap((resource): FunctionSpec[] => {
    if (!('src' in resource)) return []
    const {name, src, timeout, memory, env} = resource
    return [
      {
        name,
        entry: entryOf(path, src),
        timeoutMs: timeout * 1000,
        ...(memory === undefined ? {} : {memoryMb: memory * 1024}),
        env,
        on:
          resource.type === 'sanity.function.cron'
            ? {
                kind: 'schedule',
                schedule: createSchedule(resource.event, resource.timezone),
              }
            : {kind: 'document', trigger: createTrigger(name, resource.event, project)},
      },
    ]
  })
  return {
    functions,
    resources: resources.map(({name, type}) => ({id: name, name, type})),
  }
}
