import {z} from 'zod'
import {isNumberField, isTextField, LEAD_FIELD_NAMES} from '../leads/leadFields.ts'

/** Version of the mappings that this code writes. */
export const MAPPING_VERSION = 1

/** Most columns of a file; more than any vendor exports, few enough to list. */
export const MAX_IMPORT_COLUMNS = 500

/** Fields of a lead that a column can fill as it is; the others have targets of their own. */
export const IMPORT_FIELDS = [
  'email' as const,
  ...LEAD_FIELD_NAMES.filter(isTextField),
  ...LEAD_FIELD_NAMES.filter(isNumberField),
]

/** What a file may say of a person's newsletter subscription; `none` for a person who never asked. */
export const IMPORTED_SUBSCRIPTIONS = [
  'none',
  'pending',
  'subscribed',
  'unsubscribed',
  'bounced',
  'complained',
] as const

/** What a file may say of a person's newsletter subscription. */
export type ImportedSubscription = (typeof IMPORTED_SUBSCRIPTIONS)[number]

/**
 * What a value of a column about the subscription can mean. `unsaid` says nothing: another column or the
 * file decides.
 */
export const SUBSCRIPTION_MEANINGS = [...IMPORTED_SUBSCRIPTIONS, 'unsaid'] as const

/** What a value of a column about the subscription means. */
export type SubscriptionMeaning = (typeof SUBSCRIPTION_MEANINGS)[number]

/** Parts of the evidence of a consent that columns may hold. Moments are of the file's time zone. */
export const EVIDENCE_PARTS = [
  'requestedAt',
  'requestedFrom',
  'confirmedAt',
  'confirmedFrom',
  'endedAt',
  'endReason',
  'source',
] as const

/** Part of the evidence of a consent. `requestedFrom` and `confirmedFrom` are network addresses. */
export type EvidencePart = (typeof EVIDENCE_PARTS)[number]

/** Longest heading that a mapping keeps, in UTF-16 code units. */
export const MAX_HEADING = 500

const Heading = z.string().max(MAX_HEADING)

/** Values of a file in lower case, trimmed, with what each of them means. */
function valuesOf<Meaning extends z.ZodType>(meaning: Meaning) {
  return z.record(z.string().max(500), meaning)
}

/** What stands between several values of a cell. `json` is a JSON array of texts. */
export const Separator = z.enum([',', ';', '|', ':::', 'json', 'lines'])

/** Schema of a {@link ColumnTarget}. */
export const Target = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('ignore')}),
  z.object({
    kind: z.literal('field'),
    field: z.enum(IMPORT_FIELDS),
    /**
     * What single values mean, such as the name of an owner the id of a member. Other values stay as they
     * are, but an owner is nobody who is not named here.
     */
    values: valuesOf(z.string().min(1).max(300)).optional(),
  }),
  /** Both parts together are the name. */
  z.object({kind: z.literal('namePart'), part: z.enum(['first', 'last'])}),
  z.object({kind: z.literal('status'), values: valuesOf(z.string().min(1).max(128))}),
  z.object({
    kind: z.literal('subscription'),
    values: valuesOf(z.enum(SUBSCRIPTION_MEANINGS)),
  }),
  z.object({kind: z.literal('tags'), separator: Separator}),
  /** Names of lists; `lists` of the plan says which list each name is. */
  z.object({kind: z.literal('lists'), separator: Separator}),
  z.object({
    kind: z.literal('custom'),
    name: z.string().trim().min(1).max(200),
    type: z.enum(['text', 'number', 'boolean', 'date']),
  }),
  /** A JSON object: each of its values is a custom field of that name. */
  z.object({kind: z.literal('attributes')}),
  z.object({kind: z.literal('createdAt')}),
  z.object({kind: z.literal('evidence'), part: z.enum(EVIDENCE_PARTS)}),
])

/** What a column of a file is for. */
export type ColumnTarget = z.infer<typeof Target>

/** Schema of a {@link ColumnMapping}. */
export const Column = z.object({
  /** As the file has it; empty for a column without a heading. */
  heading: Heading,
  target: Target,
  /** Order of day, month and year, where digits leave it open. */
  dates: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  /** Sign before the decimals of numbers. */
  decimal: z.enum(['.', ',']).optional(),
})

/** The mapping of one column. */
export type ColumnMapping = z.infer<typeof Column>

/** Schema of an {@link ImportMapping}. */
export const Mapping = z.object({
  version: z.literal(MAPPING_VERSION),
  /** One for each column of the file, in its order. */
  columns: z.array(Column).min(1).max(MAX_IMPORT_COLUMNS),
})

/** What the columns of a file are for. */
export type ImportMapping = z.infer<typeof Mapping>

/** Why a row, or one of its cells, cannot be imported or was changed by the conversion. No text repeats a value. */
export interface RowProblem {
  code: RowProblemCode
  /** Position of the column in the file, from 0; `null` for the row as a whole. */
  column: number | null
  /** Numbers and names that the sentence needs, such as a limit; never a value of the row. */
  values?: Readonly<Record<string, string | number>>
}

/** Codes of {@link RowProblem}. */
export type RowProblemCode =
  | 'unreadable-row'
  | 'erased'
  | 'no-place'
  | 'not-json'
  | 'unknown-names'
  | 'empty-row'
  | 'too-many-cells'
  | 'no-email'
  | 'no-match'
  | 'several-match'
  | 'state-not-taken'
  | 'not-email'
  | 'too-long'
  | 'not-phone'
  | 'not-linkedin'
  | 'not-user'
  | 'not-member'
  | 'not-number'
  | 'not-yes-no'
  | 'not-date'
  | 'not-attributes'
  | 'taken-name'
  | 'future-date'
  | 'unknown-status'
  | 'unknown-subscription'
  | 'unknown-list'
  | 'too-many-tags'

/** A person as a row of a file describes them, cleaned, in the store's form. */
export interface ImportedPerson {
  /** Normalised (`core/people/normalizeEmail.ts`). */
  email: string
  /** Fields with a value. Moments are ISO 8601 in UTC. */
  fields: Readonly<
    Partial<Record<Exclude<(typeof IMPORT_FIELDS)[number], 'email' | 'score'>, string>>
  >
  score: number | null
  /** A status of the site; `null` where the row says nothing. */
  status: string | null
  tags: readonly string[]
  /** Ids of lists. */
  lists: readonly string[]
  custom: readonly {name: string; value: string}[]
  /** ISO 8601, UTC; when they asked or confirmed, where the file has no date of its own for it. */
  createdAt: string | null
  /** `null` where the file has no such column. */
  subscription: ImportedSubscription | null
  /** Moments are ISO 8601 in UTC; the other parts are texts. */
  evidence: Readonly<Partial<Record<EvidencePart, string>>>
}

/** A converted row. Problems of an `ok` row say which cells were left out. */
export type ConvertedRow =
  | {ok: true; person: ImportedPerson; problems: readonly RowProblem[]}
  | {
      ok: false
      problems: readonly RowProblem[]
      /** What the row says of somebody, where only the address is missing; its `email` is empty. */
      unaddressed?: ImportedPerson
    }
