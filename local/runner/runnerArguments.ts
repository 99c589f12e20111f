import {parseArgs} from 'node:util'
import {PORTS} from '../ports.ts'
import type {StrictOptions} from './strict/strictEngine.ts'

/** The arguments of the runner's command. */
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

/** An invalid argument; the text names it and says what is valid. */
export class RunnerArgumentError extends Error {
  override readonly name = 'RunnerArgumentError'
}

const USAGE =
  'Usage: local/runner/main.ts [--data DIR] [--lake URL] [--blueprint FILE] [--status] ' +
  '[--retry-dead] [--strict [--seed N] [--max-delay-ms N] [--duplicate-share 0..1] [--processes N]]'

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
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
    }).values
  } catch (error) {
    throw new RunnerArgumentError(
      `${error instanceof Error ? error.message : String(error)} ${USAGE}`,
    )
  }
}

function numberOf(flag: string, text: string, isValid: (value: number) => boolean, takes: string) {
  const value = Number(text)
  if (text.trim() !== '' && isValid(value)) return value
  throw new RunnerArgumentError(`--${flag} takes ${takes}, not "${text}".`)
}

/**
 * Reads the arguments of the runner's command.
 *
 * @throws RunnerArgumentError that names the argument and what it takes
 */
export function parseRunnerArguments(args: readonly string[]): RunnerArguments {
  const values = parse(args)
  const whole = (low: number) => (value: number) => Number.isSafeInteger(value) && value >= low
  const read = (
    key: keyof StrictOptions,
    flag: 'seed' | 'max-delay-ms' | 'duplicate-share' | 'processes',
    isValid: (value: number) => boolean,
    takes: string,
  ) => {
    const text = values[flag]
    if (text === undefined) return {}
    if (!values.strict) throw new RunnerArgumentError(`--${flag} needs --strict.`)
    return {[key]: numberOf(flag, text, isValid, takes)}
  }
  const strict: Partial<StrictOptions> = {
    ...read('seed', 'seed', whole(0), 'a whole number'),
    ...read('maxDelayMs', 'max-delay-ms', whole(0), 'a whole number of milliseconds'),
    ...read(
      'duplicateShare',
      'duplicate-share',
      (value) => value >= 0 && value <= 1,
      'a number from 0 to 1',
    ),
    ...read('processes', 'processes', whole(1), 'a whole number from 1'),
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
