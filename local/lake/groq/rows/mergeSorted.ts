/**
 * Merges sorted sequences into one, reading of each only as far as is asked for. It closes them when the
 * reader stops.
 */
export function* mergeSorted<T>(
  streams: readonly Iterable<T>[],
  compare: (a: T, b: T) => number,
): Generator<T> {
  /** The next element of each sequence that has one, the last first. */
  const heads: {value: T; rest: Iterator<T>}[] = []
  const put = (rest: Iterator<T>) => {
    const next = rest.next()
    if (next.done === true) return
    let low = 0
    let high = heads.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = heads[middle]
      if (other && compare(other.value, next.value) > 0) low = middle + 1
      else high = middle
    }
    heads.splice(low, 0, {value: next.value, rest})
  }
  const iterators = streams.map((stream) => stream[Symbol.iterator]())
  try {
    for (const iterator of iterators) put(iterator)
    for (let head = heads.pop(); head; head = heads.pop()) {
      yield head.value
      put(head.rest)
    }
  } finally {
    for (const iterator of iterators) iterator.return?.()
  }
}
