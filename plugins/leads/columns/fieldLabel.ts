/** Turns a technical name into a label: "companySize" and "company_size" become "Company size". */
export function fieldLabel(name: string): string {
  const words = name
    .replaceAll(/[_-]+/gu, ' ')
    .replaceAll(
      /(\p{Ll}|\d)(\p{Lu})/gu,
      (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
    )
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
