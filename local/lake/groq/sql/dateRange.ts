import {DateTime} from 'groq-js'
import type {GroqNode} from '../groqNode.ts'
import {dateKey} from '../indexes/keyValue.ts'
import {constantValue} from '../groqTree.ts'

/** Texts between which those are for which a condition can hold. */
export interface TextRange {
  from: string
  /** The first text that is not in it. */
  to: string
}

const DAY = 24 * 60 * 60 * 1000
/** How far what a date is written as can be from what it means: by its zone, and by `02-31`. */
const MARGIN = 5 * DAY
/** What every date written with four digits of a year is less than. */
const END = ':'

function dayOf(time: number): string | null {
  const day = Number.isNaN(time) ? '' : new Date(time).toISOString()
  return /^\d{4}-/.test(day) ? day.slice(0, 10) : null
}

/**
 * The texts for which `dateTime(text) > $date`, or another comparison, can hold: those that begin
 * with a day near the date or beyond.
 *
 * @returns `null` for any other condition
 */
export function dateRange(node: GroqNode): TextRange | null {
  if (node.type === 'Group') return dateRange(node.base)
  if (node.type !== 'OpCall' || !['<', '<=', '>', '>=', '=='].includes(node.op)) return null
  const isMirrored = isDateCall(node.right)
  const date = constantValue(isMirrored ? node.left : node.right)?.value
  if (!isDateCall(isMirrored ? node.right : node.left) || !(date instanceof DateTime)) return null
  const time = dateKey(date)
  if (time === null) return null
  const [early, late] = [dayOf(time - MARGIN), dayOf(time + MARGIN)]
  if (early === null || late === null) return null
  if (node.op === '==') return {from: early, to: late}
  return node.op.startsWith('<') === isMirrored ? {from: early, to: END} : {from: '', to: late}
}

function isDateCall(node: GroqNode): boolean {
  return node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'dateTime'
}
