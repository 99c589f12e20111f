/** Values in pieces of at most so many, in their order: no query or document takes any number. */
export function inPieces<T>(values: readonly T[], size: number): T[][] {
  return Array.from({length: Math.ceil(values.length / size)}, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  )
}
