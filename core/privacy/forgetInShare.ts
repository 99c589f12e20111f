import {z} from 'zod'
import type {PersonMatcher} from './personMatcher.ts'

/** What a job keeps of a lead that it deleted. */
const Deleted = z.object({
  kind: z.literal('deleted'),
  content: z.looseObject({email: z.unknown()}),
})

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

/** A share without what it kept of somebody. */
export interface ForgottenRows {
  rows: string
  /** How many rows held something. */
  forgotten: number
  /** Further leads of theirs, which the job deleted. */
  deletedIds: string[]
}

/**
 * The rows of a job's share without what they keep of a person: what would undo a change of one of their
 * leads, and rows with their address. Rows that only name a lead stay, since a job that is running counts
 * them; it finds no lead any more.
 *
 * @param leadIds - ids of the person's leads
 * @returns `null` where nothing is kept of them, or the text is not a share's rows
 */
export function forgetInShare(
  text: string,
  leadIds: ReadonlySet<string>,
  {isAddress, holdsAddress}: PersonMatcher,
): ForgottenRows | null {
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
  const deletedIds: string[] = []
  const undo = rows.undo.map((each) => {
    const isTheirs = leadIds.has(each.id) || holdsAddress(each.undo)
    if (each.undo === null || !isTheirs) return each
    forgotten += 1
    const deleted = Deleted.safeParse(each.undo).data
    const isFurther = isAddress(deleted?.content.email) && !leadIds.has(each.id)
    if (isFurther) deletedIds.push(each.id)
    return {...each, undo: null}
  })
  if (forgotten === 0) return null
  const left = JSON.stringify({...rows, waiting, skipped, failed, undo})
  return {rows: left, forgotten, deletedIds}
}
