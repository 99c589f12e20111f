/**
 * A machine's name of a value as a person reads it: "companySize" and "company_size" become "Company
 * size". Names that are words already only get their capital.
 */
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
