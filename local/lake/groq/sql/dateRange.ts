import {DateTime} from 'groq-js'
import type {GroqNode} from '../groqNode.ts'
import {constantValue, isCall} from '../groqTree.ts'
import {dateKey} from '../indexes/keyValue.ts'

/** The range of the texts for which a condition can be true. */
export interface TextRange {
  from: string
  /** The first text beyond the range. */
  to: string
}

const DAY = 24 * 60 * 60 * 1000
/** How far the text of a date can be from its time: because of its zone, and of days like `02-31`. */
const MARGIN = 5 * DAY
/** Greater than every date whose year has four digits. */
const END = ':'

function dayOf(time: number): string | null {
  const day = Number.isNaN(time) ? '' : new Date(time).toISOString()
  return /^\d{4}-/.test(day) ? day.slice(0, 10) : null
}

/**
 * The texts for which `dateTime(text) > $date`, or another comparison, can be true: those that begin
 * with a day near the date or beyond it.
 *
 * @returns `null` for any other condition
 */
export function dateRange(node: GroqNode): TextRange | null {
  if (node.type === 'Group') return dateRange(node.base)
  if (node.type !== 'OpCall' || !['<', '<=', '>', '>=', '=='].includes(node.op)) return null
  const isMirrored = isCall(node.right, 'global::dateTime')
  const date = constantValue(isMirrored ? node.left : node.right)?.value
  const subject = isMirrored ? node.right : node.left
  if (!isCall(subject, 'global::dateTime') || !(date instanceof DateTime)) return null
  const time = dateKey(date)
  if (time === null) return null
  const [early, late] = [dayOf(time - MARGIN), dayOf(time + MARGIN)]
  if (early === null || late === null) return null
  if (node.op === '==') return {from: early, to: late}
  return node.op.startsWith('<') === isMirrored ? {from: early, to: END} : {from: '', to: late}
}
