import type {Loose} from '../documents/stored.ts'
import type {Form} from './resolveForm.ts'
import {cleanLine, normalizeName, normalizePhone} from '../people/cleanText.ts'
import type {LeadSubmission} from '../sanity.types.generated.ts'

/** Attributes of a lead that a form may fill. */
export const FILLABLE = ['name', 'phone', 'company', 'jobTitle', 'linkedIn'] as const

/** One of {@link FILLABLE}. */
export type Fillable = (typeof FILLABLE)[number]

/** What a submission says about the person. */
export interface LeadAttributes {
  attributes: Partial<Record<Fillable, string>>
  /** Free fields, by name. */
  custom: Record<string, string>
}

/** What common names of fields mean, where the form does not say it. Compared without `-_ ` and case. */
const COMMON: Readonly<Record<string, Fillable | 'firstName' | 'lastName'>> = {
  name: 'name',
  fullname: 'name',
  yourname: 'name',
  firstname: 'firstName',
  givenname: 'firstName',
  lastname: 'lastName',
  surname: 'lastName',
  familyname: 'lastName',
  phone: 'phone',
  phonenumber: 'phone',
  telephone: 'phone',
  tel: 'phone',
  mobile: 'phone',
  company: 'company',
  companyname: 'company',
  organisation: 'company',
  organization: 'company',
  jobtitle: 'jobTitle',
  position: 'jobTitle',
  linkedin: 'linkedIn',
  linkedinurl: 'linkedIn',
}

function commonMeaning(name: string): string | undefined {
  const plain = name.replaceAll(/[-_ ]/gu, '').toLowerCase()
  return Object.hasOwn(COMMON, plain) ? COMMON[plain] : undefined
}

function clean(target: Fillable, value: string): string {
  if (target === 'name') return normalizeName(value)
  if (target === 'phone') return normalizePhone(value)
  if (target !== 'linkedIn') return cleanLine(value)
  const line = cleanLine(value, 500)
  return /^https?:\/\//iu.test(line) || line === '' ? line : `https://${line}`
}

function isFillable(target: string): target is Fillable {
  return FILLABLE.some((name) => name === target)
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
    if (isFillable(target)) {
      const cleaned = clean(target, value)
      if (cleaned !== '') result.attributes[target] = cleaned
    } else if (cleanLine(value, 1000) !== '') {
      result.custom[target] = cleanLine(value, 1000)
    }
  }
  return result
}
