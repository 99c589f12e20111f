import {useState} from 'react'

/**
 * All values that were among the given ones since the component was drawn: what can be chosen stays
 * there when the list shows less.
 */
export function useSeen(values: readonly string[]): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([])
  const known = new Set(seen)
  const fresh = [...new Set(values)].filter((value) => value !== '' && !known.has(value))
  if (fresh.length === 0) return seen
  const next = [...seen, ...fresh]
  setSeen(next)
  return next
}
