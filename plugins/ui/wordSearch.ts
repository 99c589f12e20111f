function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/**
 * Returns a test whether a text contains all words of a search, ignoring case and accents. A search
 * without words matches every text.
 */
export function wordSearch(search: string): (text: string) => boolean {
  const words = folded(search).split(/\s+/u).filter(Boolean)
  return (text) => {
    const candidate = folded(text)
    return words.every((word) => candidate.includes(word))
  }
}
