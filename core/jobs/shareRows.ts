import {z} from 'zod'
import type {JobOutcome} from './jobOutcome.ts'

const Told = z.object({id: z.string(), reason: z.string()})

/** What a share of a job holds, as one text. */
export interface ShareRows<Item, Undo> {
  version: 1
  /** Items that are still to be done. */
  waiting: Item[]
  /** Id of the share of an earlier job that says what is to be undone. */
  source?: string | undefined
  skipped: {id: string; reason: string}[]
  failed: {id: string; reason: string}[]
  /** Of those that were changed; the rest was that way already. */
  undo: {id: string; undo: Undo | null}[]
}

/** Reads the rows of a share; `null` for a text that is not such rows. */
export type ParseRows<Item, Undo> = (
  text: string | null | undefined,
) => ShareRows<Item, Undo> | null

/**
 * How a kind of job reads the rows of its shares.
 *
 * @param item - form of what is to be done, such as an id or a row of a file
 * @param undo - form of what undoing one item needs to know
 */
export function rowsParser<Item, Undo>(
  item: z.ZodType<Item>,
  undo: z.ZodType<Undo>,
): ParseRows<Item, Undo> {
  const Rows = z.object({
    version: z.literal(1),
    waiting: z.array(item),
    source: z.string().optional(),
    skipped: z.array(Told),
    failed: z.array(Told),
    undo: z.array(z.object({id: z.string(), undo: undo.nullable()})),
  })
  return (text) => {
    try {
      return Rows.safeParse(JSON.parse(text ?? '')).data ?? null
    } catch {
      return null
    }
  }
}

/** A share that is still to be done. */
export function newRows<Item>(waiting: readonly Item[], source?: string): ShareRows<Item, never> {
  const from = source === undefined ? {} : {source}
  return {version: 1, waiting: [...waiting], ...from, skipped: [], failed: [], undo: []}
}

/**
 * The rows of a share after some of its items are done.
 *
 * @param idOf - by which outcomes name an item
 */
export function rowsAfter<Item, Undo>(
  rows: ShareRows<Item, Undo>,
  outcomes: readonly JobOutcome<Undo>[],
  idOf: (item: Item) => string,
): ShareRows<Item, Undo> {
  const done = new Set(outcomes.map(({id}) => id))
  const after: ShareRows<Item, Undo> = {
    ...rows,
    waiting: rows.waiting.filter((item) => !done.has(idOf(item))),
    skipped: [...rows.skipped],
    failed: [...rows.failed],
    undo: [...rows.undo],
  }
  for (const outcome of outcomes) {
    const {id} = outcome
    if (outcome.kind === 'changed') after.undo.push({id, undo: outcome.undo})
    else if (outcome.kind !== 'unchanged') after[outcome.kind].push({id, reason: outcome.reason})
  }
  return after
}
