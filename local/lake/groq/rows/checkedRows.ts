import type {QueryDocument} from '../sortedDocuments.ts'
import {bestDriver} from './driverChoice.ts'
import {indexFor} from './orderIndex.ts'
import {orderedRows, type OrderKey} from './orderedRows.ts'
import {isFarBetween, MAX_WALKS} from './firstRows.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {partOfRows} from './wordSample.ts'

const FIRST_STEP = 150
/** So many documents are looked at without a sign that there is something to find. */
const MANY = 5000

/**
 * The first documents in an order for which something holds that SQL cannot tell, or not quite, by
 * looking at one after the other: what many have is met soon.
 *
 * @param keys - the order, ending with the id
 * @param look - a document by its position, if it is a match
 * @param to - so many are wanted
 * @returns `null` when that would take longer than looking at all that may match
 */
export function checkedRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  look: (n: number) => QueryDocument | null,
  to: number,
): QueryDocument[] | null {
  const {scope, conditions} = prepared
  const index = indexFor(keys, prepared, search.file)
  if (!index || scope.families.length > MAX_WALKS) return null
  const driver = bestDriver(prepared, search, search.limits.few, keys)
  // Those that an index finds are quicker gathered.
  if (driver && !driver.isScan) return null
  const isSeldom = driver
    ? partOfRows(prepared, search, prepared.where) < search.limits.seldom
    : isFarBetween(prepared, search, index)
  if (isSeldom) return null
  const kept: QueryDocument[] = []
  let seen = 0
  for (let step = Math.max(FIRST_STEP, 2 * to); kept.length < to; step *= 4) {
    const walk = {scope, conditions, order: keys, index, rows: search.rows}
    const next = orderedRows({...walk, from: seen, to: seen + step})
    for (const {n} of next) {
      const document = kept.length < to ? look(n) : null
      if (document) kept.push(document)
    }
    seen += next.length
    if (next.length < step) break
    if (!driver && seen > MANY && kept.length < to) return null
  }
  return kept
}
