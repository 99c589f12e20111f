/** What there is to call a person by. */
export interface Nameable {
  name?: string | null
  company?: string | null
  email?: string | null
}

/** What to call a person in a list: name, else company, else e-mail, else "Unnamed". */
export function displayName(person: Nameable): string {
  return (
    [person.name, person.company, person.email].find((text) => text?.trim())?.trim() ?? 'Unnamed'
  )
}
