import type {CustomFieldDefinition, CustomFieldType} from '../../audience/customFields.ts'
import {headingKey} from '../../leads/headingKey.ts'
import {leadFieldOfName} from '../../leads/fieldHeaders.ts'
import {cleanLine} from '../../people/cleanText.ts'
import {parseYesNoCell} from '../cells/yesNoCell.ts'
import {headingWords} from './headings.ts'
import {arePlainlyDates, type Samples} from './samples.ts'

/** Longest name of a custom field, in UTF-16 code units. */
const MAX_NAME = 200

/** Words of headings whose digits are names and no amounts. */
const NAMED_BY_DIGITS = new Set(
  'id ids uid uuid guid key zip zipcode postal postcode postalcode plz code number no nr num numero phone fax sku ean isbn vat cp cap postnummer postnr codigo codice kod'.split(
    ' ',
  ),
)
const DATES = new Set(
  'date birthday birthdate birth dob anniversary datum geburtstag geburtsdatum fecha data dato fodelsedag fodselsdag nacimiento naissance nascita nascimento urodzenia'.split(
    ' ',
  ),
)

/** Most characters of an amount: longer digits are numbers of something. */
const MAX_AMOUNT = 12

/** Headings of numbers that count nothing, in languages that put words together. */
const NUMBER_OF = /(?:nummer|number|nr|numer)$/u

/** Whether values answer yes or no: not by single letters or digits alone, unless both answers are there. */
function areAnswers({share, distinct}: Samples): boolean {
  if (share('yesNo') < 1) return false
  const areDigits = distinct.every((value) => /^[\d.]+$/u.test(value))
  const answers = new Set(distinct.map(parseYesNoCell))
  return !areDigits && (answers.size === 2 || distinct.some((value) => value.length > 1))
}

/** The type that a new custom field for the values of a column should have. */
export function customTypeOf(heading: string, samples: Samples): CustomFieldType {
  if (samples.values.length === 0) return 'text'
  const words = headingWords(heading)
  const isDated = words.some((word) => DATES.has(word))
  if (arePlainlyDates(samples) || (isDated && samples.share('date') === 1)) return 'date'
  if (areAnswers(samples)) return 'boolean'
  const isNumbered = NUMBER_OF.test(headingKey(heading))
  if (isNumbered || words.some((word) => NAMED_BY_DIGITS.has(word))) return 'text'
  const areAmounts = samples.values.every(
    (value) => value.length <= MAX_AMOUNT && !/^(?:[+]|0\d)/u.test(value),
  )
  return areAmounts && samples.share('number') === 1 ? 'number' : 'text'
}

/** The site's custom field whose name or title a heading is. */
export function customFieldOf(
  heading: string,
  customFields: readonly CustomFieldDefinition[],
): CustomFieldDefinition | undefined {
  const key = headingKey(heading)
  if (key === '') return undefined
  return customFields.find(
    ({name, title}) => headingKey(name) === key || headingKey(title ?? '') === key,
  )
}

/** The name of a new custom field for a column; `null` where a field of every lead has that name. */
export function customNameOf(heading: string): string | null {
  const name = cleanLine(heading, MAX_NAME)
  return name === '' || leadFieldOfName(name) !== undefined ? null : name
}
