import type {Loose} from '../documents/stored.ts'
import type {Form} from './resolveForm.ts'
import {cleanLine, normalizeName, normalizePhone} from '../people/cleanText.ts'
import {fieldOfHeader, plainHeader} from '../leads/fieldHeaders.ts'
import {isFormField, type FormFieldName} from '../leads/leadFields.ts'
import type {LeadSubmission} from '../sanity.types.generated.ts'

/** What a submission says about the person. */
export interface LeadAttributes {
  attributes: Partial<Record<FormFieldName, string>>
  /** Free fields, by name. */
  custom: Record<string, string>
}

/** Common names of fields that hold a part of the name: in lower case, without spaces, `-` and `_`. */
const NAME_PARTS: Readonly<Record<string, 'firstName' | 'lastName'>> = {
  firstname: 'firstName',
  givenname: 'firstName',
  lastname: 'lastName',
  surname: 'lastName',
  familyname: 'lastName',
}

/** What a field's name commonly means, where the form does not say it. */
function commonMeaning(name: string): FormFieldName | 'firstName' | 'lastName' | undefined {
  const plain = plainHeader(name)
  if (Object.hasOwn(NAME_PARTS, plain)) return NAME_PARTS[plain]
  const field = fieldOfHeader(name)
  return field !== undefined && isFormField(field) ? field : undefined
}

function clean(target: FormFieldName, value: string): string {
  if (target === 'name') return normalizeName(value)
  if (target === 'phone') return normalizePhone(value)
  if (target !== 'linkedIn') return cleanLine(value)
  const line = cleanLine(value, 500)
  return /^https?:\/\//iu.test(line) || line === '' ? line : `https://${line}`
}

/** Where a field goes: what the form says, else what its name commonly means, else nowhere. */
function targetOf(form: Form, name: string): string | undefined {
  const defined = form.fields.find((field) => field.name === name)
  const meaning = defined?.leadField ?? commonMeaning(name)
  if (meaning || !defined) return meaning
  return defined.type === 'text' ? undefined : name
}

/**
 * What a submission says about the person, by the fields of its form. Long texts are messages and
 * stay with the submission; fields that the form does not define fill only what their name plainly
 * means, since anybody may send anything.
 */
export function leadAttributes(
  form: Form,
  fields: Loose<LeadSubmission['fields']> | null | undefined,
): LeadAttributes {
  const values = new Map<string, string>()
  for (const {name, value} of fields ?? []) {
    const target = name && value ? targetOf(form, name) : undefined
    if (target && value && !values.has(target)) values.set(target, value)
  }
  const parts = [values.get('firstName'), values.get('lastName')]
  const joined = normalizeName(parts.filter((part) => part !== undefined).join(' '))
  values.delete('firstName')
  values.delete('lastName')
  if (joined !== '' && !values.has('name')) values.set('name', joined)
  const result: LeadAttributes = {attributes: {}, custom: {}}
  for (const [target, value] of values) {
    if (isFormField(target)) {
      const cleaned = clean(target, value)
      if (cleaned !== '') result.attributes[target] = cleaned
    } else if (cleanLine(value, 1000) !== '') {
      result.custom[target] = cleanLine(value, 1000)
    }
  }
  return result
}
