import {parseArgs, type ParseArgsOptionsConfig} from 'node:util'

/** An invalid argument of a command; the text names it and says what is valid. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError'
}

/**
 * Parses the options of a command.
 *
 * @param usage - added to the error
 * @throws ArgumentError for an unknown option, or one without a value
 */
export function parseOptions<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({args: [...args], options}).values
  } catch (error) {
    throw new ArgumentError(`${error instanceof Error ? error.message : String(error)} ${usage}`)
  }
}

/**
 * The number of an option.
 *
 * @param range.unit - of the number, for the error
 * @throws ArgumentError when the text is no number of the range, or no whole number
 */
export function numberOption(
  flag: string,
  text: string,
  range: {from?: number; to?: number; isWhole?: boolean; unit?: string} = {},
): number {
  const {from = 0, to = Infinity, isWhole = true, unit} = range
  const value = Number(text)
  const isNumber = isWhole ? Number.isSafeInteger(value) : Number.isFinite(value)
  if (text.trim() !== '' && isNumber && value >= from && value <= to) return value
  const what = `a ${isWhole ? 'whole ' : ''}number${unit ? ` of ${unit}` : ''} from ${from}`
  const limit = to === Infinity ? '' : ` to ${to}`
  throw new ArgumentError(`--${flag} takes ${what}${limit}, not "${text}".`)
}
