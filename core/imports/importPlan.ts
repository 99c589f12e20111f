import {z} from 'zod'
import {parseJsonText} from '../documents/parseJsonText.ts'
import {IMPORTED_SUBSCRIPTIONS, Mapping} from './importMapping.ts'
import {MatchKey} from './matchKey.ts'

/** Version of the instructions that this code writes. */
export const IMPORT_VERSION = 1

/** Rows of one uploaded chunk: as many as one transaction writes. */
export const ROWS_PER_CHUNK = 1000

/** Longest text of an uploaded chunk, in bytes: the store takes documents of at most 1 MB in good time. */
export const MAX_CHUNK_BYTES = 900_000

/** Most rows of an import: {@link ROWS_PER_CHUNK} times the most chunks that a job may have. */
export const MAX_IMPORT_ROWS = 10_000_000

/** Most decisions about single rows that an instruction may hold. */
export const MAX_ROW_CHOICES = 2000

/** Records of an NDJSON file whose names are its columns; later records may have no others. */
export const MAX_NAMING_RECORDS = 1000

const Id = z.string().min(1).max(128)
const Tag = z.string().trim().min(1).max(80)
const Digest = z.string().regex(/^[0-9a-f]{64}$/u)

/** What becomes of a field that already has another value. */
export const CONFLICT_RULES = ['fill', 'overwrite', 'skip'] as const

/** Schema of a {@link ConflictRule}. */
export const ConflictRule = z.enum(CONFLICT_RULES)

/** `skip` keeps the lead's value, `fill` fills an empty field, `overwrite` takes the file's value. */
export type ConflictRule = z.infer<typeof ConflictRule>

/** Schema of a {@link SourceFile}. */
export const SourceFile = z.object({
  /** Name of the file, as the person chose it. */
  name: z.string().max(300),
  /** The service that exported it, where it was recognised. */
  vendor: z.string().max(40).nullable(),
  mapping: Mapping,
  /** Subscription of people for whom no column has it, such as those of a file of unsubscribed people. */
  subscription: z.enum(IMPORTED_SUBSCRIPTIONS).nullable(),
  /** IANA name; moments without an offset are of this zone. */
  timeZone: z.string().max(60),
  /** Ids of lists that the people of this file are added to. */
  lists: z.array(Id).max(20).optional(),
})

/** A file of an import, and what its columns are for. */
export type SourceFile = z.infer<typeof SourceFile>

/** An uploaded chunk: which file it is from, how many rows it has, and the SHA-256 of its text. */
const Chunk = z.object({
  file: z.int().min(0),
  rows: z.int().min(1).max(ROWS_PER_CHUNK),
  digest: Digest,
})

/**
 * What these people agreed to, in the words of the importing person. Without it they become leads but no
 * subscribers.
 */
const Consent = z.object({
  /** What they agreed to: the text that they saw. */
  text: z.string().trim().min(1).max(5000),
  /** Id and version of one of the site's consent texts, where it was that text. */
  textId: z.string().max(200).optional(),
  textVersion: z.int().optional(),
  /** When; ISO 8601, UTC. Evidence columns of the file come first. */
  at: z.iso.datetime(),
  /** Where, such as the address of a page or the name of an event. */
  where: z.string().trim().min(1).max(1000),
})

/** The consent that the importing person states. */
export type StatedConsent = z.infer<typeof Consent>

const Choices = z.object({
  /** What becomes of a field that a lead already has. */
  existing: ConflictRule,
  /** Exceptions by field; custom fields by `customFields.<name>`. */
  fields: z.record(z.string().max(250), ConflictRule),
  /** Decisions about single rows, by the row's number. */
  rows: z
    .record(z.string().max(12), ConflictRule)
    .refine(
      (rows) => Object.keys(rows).length <= MAX_ROW_CHOICES,
      `Decide about at most ${MAX_ROW_CHOICES} single rows.`,
    ),
})

const Rows = z.object({
  kind: z.literal('rows'),
  mode: z.enum(['check', 'write']),
  /** ULID under which the rows were uploaded: `<site>.chunk.page.<ulid>.<number>`. */
  upload: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/u),
  /** ULID of the check of the same rows, where there was one: it says how many people are new. */
  check: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/u)
    .nullish(),
  files: z.array(SourceFile).min(1).max(100),
  /** In the order of their numbers. */
  chunks: z.array(Chunk).max(20_000),
  choices: Choices,
  consent: Consent.nullable(),
  /** What finds the leads of rows without an e-mail address; nothing does by default. */
  match: MatchKey.nullish(),
  add: z.object({
    tags: z.array(Tag).max(20),
    lists: z.array(Id).max(20),
    campaigns: z.array(Id).max(20),
  }),
  /** Ids of lists by the names that the files have for them, in lower case. */
  lists: z.record(z.string().max(500), Id),
  /** Whether people whose consent is not stated get a confirmation mail. */
  sendConfirmation: z.boolean(),
  /**
   * Where the importing person wants a mail with the result. Functions cannot read the address of a member, so
   * their page states it.
   */
  notify: z.email().max(254).nullish(),
})

const Undo = z.object({
  kind: z.literal('undo'),
  /** Id of the import to undo. */
  importId: Id,
})

const Intent = z.object({
  version: z.literal(IMPORT_VERSION),
  work: z.discriminatedUnion('kind', [Rows, Undo]),
})

/** The rows of files to check or to write, and every choice about them. */
export type RowsToImport = z.infer<typeof Rows>

/** The instruction of an import (`intent` of a `leadImport`). */
export type ImportIntent = z.infer<typeof Intent>

/** Parses the JSON text of an instruction; `null` for a text that is none. Never throws. */
export function parseImportIntent(text: string | null | undefined): ImportIntent | null {
  return parseJsonText(Intent, text)
}
