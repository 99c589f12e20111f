/** A word without accents, in lower case. */
export function plainWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
}

/** A heading in the form that headings are compared in: letters and digits, without accents, in lower case. */
export function headingKey(heading: string): string {
  return plainWord(heading).replaceAll(/[^\p{L}\p{N}]/gu, '')
}
