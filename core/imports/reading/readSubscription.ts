import {isNoValue} from '../cells/cellText.ts'
import {splitCell} from '../cells/splitCell.ts'
import {valueKey} from '../cells/valueKey.ts'
import type {SubscriptionMeaning} from '../importMapping.ts'
import type {CellReader} from './cellReader.ts'
import {stricterSubscription} from './rowDraft.ts'

/** Of several words in a cell, such as one for each list, the strictest counts. */
function subscriptionMeaning(
  text: string,
  meanings: ReadonlyMap<string, SubscriptionMeaning>,
): SubscriptionMeaning | undefined {
  const whole = meanings.get(valueKey(text))
  if (whole !== undefined || !/[,;|[\n]/u.test(text)) return whole
  const parts = splitCell(text.replaceAll(/[;|\n]/gu, ','), ',').map((part) =>
    meanings.get(valueKey(part)),
  )
  return parts.reduce((left, right) => {
    if (left === undefined || right === undefined) return undefined
    if (left === 'unsaid' || right === 'unsaid') return left === 'unsaid' ? right : left
    return stricterSubscription(left, right)
  }, parts[0])
}

/** A word without a meaning counts as `none`: nobody is subscribed by a word that nobody knows. */
export function subscriptionReader(
  meanings: ReadonlyMap<string, SubscriptionMeaning>,
  column: number,
): CellReader {
  return (text, draft) => {
    const known = subscriptionMeaning(text, meanings)
    if (known === 'unsaid' || (known === undefined && isNoValue(text))) return
    if (known === undefined) draft.problems.push({code: 'unknown-subscription', column})
    const own = known ?? 'none'
    draft.subscription =
      draft.subscription === null ? own : stricterSubscription(draft.subscription, own)
  }
}
