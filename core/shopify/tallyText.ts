import {z} from 'zod'
import {DIMENSIONS, type CustomerTally, type Dimension} from './customerTally.ts'

const Count = z.int().min(0)
const Stored = z.object({
  customers: Count,
  matched: Count,
  cells: z.partialRecord(z.enum(DIMENSIONS), z.array(z.tuple([z.string(), Count]))),
})

/** A count as text, for sealing. */
export function tallyToText({customers, matched, cells}: CustomerTally): string {
  const entries = [...cells].map(([dimension, counts]) => [dimension, [...counts]])
  return JSON.stringify({customers, matched, cells: Object.fromEntries(entries)})
}

/**
 * The count that a text stands for.
 *
 * @throws whatever parsing throws, for a text that is none
 */
export function tallyFromText(text: string): CustomerTally {
  const {customers, matched, cells} = Stored.parse(JSON.parse(text))
  const known = DIMENSIONS.flatMap((dimension): [Dimension, Map<string, number>][] => {
    const counts = cells[dimension]
    return counts ? [[dimension, new Map(counts)]] : []
  })
  return {customers, matched, cells: new Map(known)}
}

/** The count of all customers that some counts are about; no customer may be in two of them. */
export function sumOfTallies(tallies: Iterable<CustomerTally>): CustomerTally {
  let customers = 0
  let matched = 0
  const cells = new Map<Dimension, Map<string, number>>()
  for (const tally of tallies) {
    customers += tally.customers
    matched += tally.matched
    for (const [dimension, counts] of tally.cells) {
      const sums = cells.get(dimension) ?? new Map<string, number>()
      cells.set(dimension, sums)
      for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count)
    }
  }
  return {customers, matched, cells}
}
