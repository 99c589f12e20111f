/** Longest value that a mapping can name, in UTF-16 code units. */
const MAX_VALUE = 500

/** A value of a file in the form in which mappings list values: trimmed, in lower case. */
export function valueKey(text: string): string {
  return text.trim().toLowerCase().slice(0, MAX_VALUE)
}
