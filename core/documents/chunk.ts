/** Cuts values into chunks of at most `size`, in order: no query or document takes any number. */
export function chunk<T>(values: readonly T[], size: number): T[][] {
  return Array.from({length: Math.ceil(values.length / size)}, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  )
}
