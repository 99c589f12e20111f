import {ArgumentError, numberOption, parseOptions} from '../commandArguments.ts'
import {PORTS} from '../ports.ts'
import type {StrictOptions} from './strict/strictEngine.ts'

export interface RunnerArguments {
  /** Folder of the stack's data. */
  data: string
  /** Base URL of the lake. */
  lake: string
  /** Path of the blueprint. */
  blueprint: string
  /** Only prints what is pending and what was given up. */
  status: boolean
  /** Only retries what was given up. */
  retryDead: boolean
  /** Options of the strict mode; absent in the ordinary mode. */
  strict?: Partial<StrictOptions>
}

const USAGE =
  'Usage: local/runner/main.ts [--data DIR] [--lake URL] [--blueprint FILE] [--status] ' +
  '[--retry-dead] [--strict [--seed N] [--max-delay-ms N] [--duplicate-share 0..1] [--processes N]]'

/** The options of the strict mode, by flag. */
const STRICT_NUMBERS = {
  seed: {key: 'seed'},
  'max-delay-ms': {key: 'maxDelayMs', unit: 'milliseconds'},
  'duplicate-share': {key: 'duplicateShare', isWhole: false, to: 1},
  processes: {key: 'processes', from: 1},
} as const

/**
 * Parses the arguments of the runner's command.
 *
 * @throws ArgumentError that names the argument and says what is valid
 */
export function parseRunnerArguments(args: readonly string[]): RunnerArguments {
  const values = parseOptions(
    args,
    {
      data: {type: 'string', default: '.local'},
      lake: {type: 'string', default: `http://127.0.0.1:${PORTS.lake}`},
      blueprint: {type: 'string', default: 'sanity.blueprint.ts'},
      status: {type: 'boolean', default: false},
      'retry-dead': {type: 'boolean', default: false},
      strict: {type: 'boolean', default: false},
      seed: {type: 'string'},
      'max-delay-ms': {type: 'string'},
      'duplicate-share': {type: 'string'},
      processes: {type: 'string'},
    },
    USAGE,
  )
  const strict: Partial<StrictOptions> = {}
  for (const flag of ['seed', 'max-delay-ms', 'duplicate-share', 'processes'] as const) {
    const text = values[flag]
    if (text === undefined) continue
    if (!values.strict) throw new ArgumentError(`--${flag} needs --strict.`)
    const {key, ...range} = STRICT_NUMBERS[flag]
    strict[key] = numberOption(flag, text, range)
  }
  const {data, lake, blueprint, status} = values
  return {
    data,
    lake,
    blueprint,
    status,
    retryDead: values['retry-dead'],
    ...(values.strict ? {strict} : {}),
  }
}
