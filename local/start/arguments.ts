import {numberOption, parseOptions} from '../commandArguments.ts'
import {PORTS} from '../ports.ts'

export interface StartOptions {
  /** Demo leads to create when the data directory has none. */
  leads: number
  /** Directory of everything that is kept between starts. */
  data: string
  /** Delete the directory's data first. */
  fresh: boolean
  /** Added to every port. */
  offset: number
  /** Leave the Studio out. */
  headless: boolean
  /** Run the lake and the functions under the worst conditions of the hosted service. */
  strict: boolean
}

const HIGHEST_PORT = 65_535
const MOST_LEADS = 10_000_000

/**
 * Parses the arguments of `npm start`.
 *
 * @throws ArgumentError that names the argument and says what is valid
 */
export function parseStartArguments(args: readonly string[]): StartOptions {
  const {leads, offset, ...values} = parseOptions(
    args,
    {
      leads: {type: 'string', default: '5000'},
      data: {type: 'string', default: '.local'},
      fresh: {type: 'boolean', default: false},
      offset: {type: 'string', default: '0'},
      headless: {type: 'boolean', default: false},
      strict: {type: 'boolean', default: false},
    },
    'Usage: npm start -- [--leads N] [--data DIR] [--fresh] [--offset N] [--headless] [--strict]',
  )
  const highestOffset = HIGHEST_PORT - Math.max(...Object.values(PORTS))
  return {
    ...values,
    leads: numberOption('leads', leads, {to: MOST_LEADS}),
    offset: numberOption('offset', offset, {to: highestOffset}),
  }
}
