import {z} from 'zod'
import type {LeadRecord} from './people.ts'

const Text = z.string().nullish().catch(null)

/** A list of texts, without what is in it and is none. */
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

const Readable = z.object({
  name: Text,
  email: Text,
  phone: Text,
  company: Text,
  jobTitle: Text,
  linkedIn: Text,
  status: Text,
  engagement: z
    .enum(['none', 'sent', 'opened', 'clicked', 'replied', 'bounced'])
    .nullish()
    .catch(null),
  tags: Texts,
  lists: Texts,
  campaigns: Texts,
  score: z.number().nullish().catch(null),
  owner: Text,
  createdAt: Text,
  lastContactAt: Text,
  lastActivityAt: Text,
  customFields: CustomFields,
})

/**
 * A lead as decisions can read it. Editors write leads, and the store takes whatever they write: an
 * attribute that is not of its type counts as empty, so that nobody can keep a person's sign-up from
 * being processed by what they write into that person's lead.
 */
export function readableLead(lead: LeadRecord): LeadRecord {
  const entries = Object.entries(Readable.parse(lead)).filter(([, value]) => value !== undefined)
  return {...lead, ...Object.fromEntries(entries)}
}
