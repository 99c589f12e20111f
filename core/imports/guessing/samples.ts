import {cleanField} from '../../leads/editableFields.ts'
import {isLinkedIn} from '../../leads/linkedIn.ts'
import {isPhone} from '../../leads/phone.ts'
import {cellText, isNoValue} from '../cells/cellText.ts'
import {dateOrderOf, isZeroDate, parseDateCell} from '../cells/dateCell.ts'
import {parseEmailCell} from '../cells/emailCell.ts'
import {parseNumberCell} from '../cells/numberCell.ts'
import {parseYesNoCell} from '../cells/yesNoCell.ts'

/** Kinds of values that are recognised by their form. */
export type ValueKind =
  | 'email'
  | 'linkedIn'
  | 'url'
  | 'phone'
  | 'surePhone'
  | 'date'
  | 'yesNo'
  | 'number'
  | 'networkAddress'
  | 'json'
  | 'name'

/** Most samples of a column that are looked at. */
const MAX_SAMPLES = 200

const NETWORK_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*)$/iu
const PERSON =
  /^\p{Lu}[\p{L}'’.-]*(?:\s(?:\p{Lu}[\p{L}'’.-]*|van|von|de|der|den|del|da|di|la)){1,4}$/u

const TESTS: Readonly<Record<ValueKind, (text: string) => boolean>> = {
  email: (text) => text.includes('@') && parseEmailCell(text) !== null,
  linkedIn: (text) => isLinkedIn(cleanField('linkedIn', text)),
  url: (text) => /^(?:https?:\/\/|www\.)\S+$/iu.test(text),
  phone: (text) => isPhone(cleanField('phone', text)),
  surePhone: (text) =>
    /^(?:tel:|\+|00|\(?0)/iu.test(text) &&
    !NETWORK_ADDRESS.test(text) &&
    isPhone(cleanField('phone', text)) &&
    text.replaceAll(/\D/gu, '').length > 6 &&
    dateOrderOf(text) === null,
  // A bare number is a date only where the heading says so.
  date: (text) => isZeroDate(text) || parseDateCell(text) !== null,
  yesNo: (text) => parseYesNoCell(text) !== null,
  number: (text) => parseNumberCell(text) !== null,
  networkAddress: (text) => NETWORK_ADDRESS.test(text),
  json: (text) => /^(?:\[.*\]|\{.*\})$/su.test(text),
  name: (text) => PERSON.test(text),
}

/** The values of a column that were looked at. */
export interface Samples {
  /** Cleaned, without those that say that there is no value. */
  values: readonly string[]
  distinct: readonly string[]
  /** Share of the values that are of a kind, from 0 to 1. */
  share: (kind: ValueKind) => number
}

/** Looks at the first values of a column. */
export function samplesOf(cells: readonly string[]): Samples {
  const values = cells
    .slice(0, MAX_SAMPLES)
    .map((cell) => cellText(cell).slice(0, 2000))
    .filter((text) => !isNoValue(text))
  const shares = new Map<ValueKind, number>()
  return {
    values,
    distinct: [...new Set(values)],
    share: (kind) => {
      const known = shares.get(kind)
      if (known !== undefined) return known
      const matching = values.filter(TESTS[kind]).length
      const share = values.length === 0 ? 0 : matching / values.length
      shares.set(kind, share)
      return share
    },
  }
}

/** Whether a text is a date by more than digits alone. */
function isPlainlyDate(text: string): boolean {
  return !/^[\d.,]+$/u.test(text) || dateOrderOf(text) !== null
}

/** Whether most values are dates that are no numbers at the same time. */
export function arePlainlyDates(samples: Samples): boolean {
  return samples.share('date') > 0.9 && samples.values.every(isPlainlyDate)
}
