import {parseArgs} from 'node:util'
import {PORTS} from '../ports.ts'

/** What `npm start` was asked for. */
export interface StartOptions {
  /** Demo leads to make when the data directory has none. */
  leads: number
  /** Directory of everything that is kept between starts. */
  data: string
  /** Throw the directory's data away first. */
  fresh: boolean
  /** Added to every port. */
  offset: number
  /** Leave the Studio out. */
  headless: boolean
  /** Let the lake and the functions behave as unkindly as the hosted service may. */
  strict: boolean
}

/** The ports of one stack. */
export type StackPorts = Record<keyof typeof PORTS, number>

/** An argument that cannot be taken; the text names it and says what it takes. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError'
}

const HIGHEST_PORT = 65_535
const MOST_LEADS = 10_000_000

function wholeNumber(flag: string, text: string, most: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > most) {
    throw new ArgumentError(`--${flag} takes a whole number from 0 to ${most}, not "${text}".`)
  }
  return value
}

/**
 * Reads the arguments of `npm start`.
 *
 * @throws ArgumentError that names the argument and what it takes
 */
export function parseStartArguments(args: string[]): StartOptions {
  const values = (() => {
    try {
      return parseArgs({
        args,
        options: {
          leads: {type: 'string', default: '5000'},
          data: {type: 'string', default: '.local'},
          fresh: {type: 'boolean', default: false},
          offset: {type: 'string', default: '0'},
          headless: {type: 'boolean', default: false},
          strict: {type: 'boolean', default: false},
        },
      }).values
    } catch (error) {
      throw new ArgumentError(
        `${error instanceof Error ? error.message : String(error)} ` +
          'Usage: npm start -- [--leads N] [--data DIR] [--fresh] [--offset N] [--headless] [--strict]',
      )
    }
  })()
  const highestOffset = HIGHEST_PORT - Math.max(...Object.values(PORTS))
  return {
    leads: wholeNumber('leads', values.leads, MOST_LEADS),
    data: values.data,
    fresh: values.fresh,
    offset: wholeNumber('offset', values.offset, highestOffset),
    headless: values.headless,
    strict: values.strict,
  }
}

/** The ports of a stack that runs `offset` above the usual ones. */
export function portsWithOffset(offset: number): StackPorts {
  return {
    studio: PORTS.studio + offset,
    lake: PORTS.lake + offset,
    api: PORTS.api + offset,
    shop: PORTS.shop + offset,
    mailPage: PORTS.mailPage + offset,
    site: PORTS.site + offset,
    smtp: PORTS.smtp + offset,
  }
}
