/** A technical name as words: "companySize" and "company_size" become "Company size". */
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

/** What a person sees of a custom field: its title, or its name as words where it has none. */
export function customFieldTitle({name, title}: {name: string; title?: string | null}): string {
  return title?.trim() || fieldLabel(name)
}

/** What a person sees of the custom field of a name, whether or not it is among the known ones. */
export function titleOfCustomField(
  name: string,
  known: readonly {name: string; title?: string | null}[],
): string {
  return customFieldTitle(known.find((field) => field.name === name) ?? {name})
}
