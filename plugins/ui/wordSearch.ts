function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/**
 * Finds by typing: whether all words of a search stand in a text. Upper and lower case and accents make
 * no difference; a search without words finds every text.
 */
export function wordSearch(search: string): (text: string) => boolean {
  const words = folded(search).split(/\s+/u).filter(Boolean)
  return (text) => {
    const candidate = folded(text)
    return words.every((word) => candidate.includes(word))
  }
}
