import {z} from 'zod'
import {
  fieldPath,
  LEAD_FIELD_NAMES,
  leadField,
  type LeadFieldName,
  type LeadFieldType,
} from '../leads/leadFields.ts'
import type {LeadRecord} from './people.ts'

const Text = z.string().nullish().catch(null)

/** A list of texts; members of other types are dropped. */
const Texts = z
  .array(z.unknown())
  .transform((items) => items.filter((item) => typeof item === 'string'))
  .nullish()
  .catch(null)

const CustomField = z.object({
  _key: z.string().optional().catch(undefined),
  name: z.string(),
  value: Text,
})

const CustomFields = z
  .array(z.unknown())
  .transform((items) => items.flatMap((item) => CustomField.safeParse(item).data ?? []))
  .nullish()
  .catch(null)

const BY_TYPE: Readonly<Record<LeadFieldType, z.ZodType>> = {
  text: Text,
  email: Text,
  phone: Text,
  linkedIn: Text,
  user: Text,
  choice: Text,
  tags: Texts,
  references: Texts,
  number: z.number().nullish().catch(null),
  moment: Text,
}

function schemaOf(name: LeadFieldName): z.ZodType {
  const {type, options} = leadField(name)
  return options ? z.enum(options).nullish().catch(null) : BY_TYPE[type]
}

/** The attributes that decisions rest on: not the mirrored subscription, nothing nested. */
const Readable = z.object({
  ...Object.fromEntries(
    LEAD_FIELD_NAMES.filter((name) => fieldPath(name) === name && name !== 'subscription').map(
      (name) => [name, schemaOf(name)],
    ),
  ),
  customFields: CustomFields,
})

/**
 * A lead whose attributes have the right types. Editors write leads, and the store takes whatever they
 * write: an attribute of a wrong type counts as empty, so that nobody can block a person's sign-up by what
 * they write into that person's lead.
 */
export function readableLead(lead: LeadRecord): LeadRecord {
  const entries = Object.entries(Readable.parse(lead)).filter(([, value]) => value !== undefined)
  return {...lead, ...Object.fromEntries(entries)}
}
