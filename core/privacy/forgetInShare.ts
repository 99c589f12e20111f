import {z} from 'zod'
import type {PersonMatcher} from './personMatcher.ts'

const Rows = z.looseObject({
  waiting: z.array(z.unknown()),
  skipped: z.array(z.unknown()),
  failed: z.array(z.unknown()),
  undo: z.array(z.looseObject({id: z.string(), undo: z.unknown()})),
})

function parse(text: string): z.infer<typeof Rows> | null {
  try {
    return Rows.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/**
 * The rows of a job's share without what they keep of a person: what would undo a change of one of their
 * leads, and rows with their address. Rows that only name a lead stay, since a job that is running counts
 * them; it finds no lead any more.
 *
 * @param leadIds - ids of the person's leads
 * @returns how many rows held something, and the rows as they are to be; `null` where nothing did, or the
 *   text is not a share's rows
 */
export function forgetInShare(
  text: string,
  leadIds: ReadonlySet<string>,
  {holdsAddress}: PersonMatcher,
): {rows: string; forgotten: number} | null {
  const rows = parse(text)
  if (!rows) return null
  const keep = (row: unknown): boolean => !holdsAddress(row)
  const waiting = rows.waiting.filter(keep)
  const skipped = rows.skipped.filter(keep)
  const failed = rows.failed.filter(keep)
  let forgotten =
    rows.waiting.length +
    rows.skipped.length +
    rows.failed.length -
    (waiting.length + skipped.length + failed.length)
  const undo = rows.undo.map((each) => {
    const isTheirs = leadIds.has(each.id) || holdsAddress(each.undo)
    if (each.undo === null || !isTheirs) return each
    forgotten += 1
    return {...each, undo: null}
  })
  if (forgotten === 0) return null
  return {rows: JSON.stringify({...rows, waiting, skipped, failed, undo}), forgotten}
}
