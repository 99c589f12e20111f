import {z} from 'zod'
import type {SiteRecord} from '../../../../core/documents/site.ts'
import {isTrueStatement} from '../../../../core/imports/consentStatement.ts'
import {parseImportId} from '../../../../core/imports/importJob.ts'
import {IMPORT_FIELDS, IMPORTED_SUBSCRIPTIONS} from '../../../../core/imports/importMapping.ts'
import {MATCH_NAMES, parseMatchKey} from '../../../../core/imports/matchKey.ts'
import {StatedCount} from '../../../../core/imports/sourceTotals.ts'
import {ConflictRule, type StatedConsent} from '../../../../core/imports/importPlan.ts'
import {ColumnOption} from '../../../../core/imports/mappingOptions.ts'
import {valueKey} from '../../../../core/imports/cells/valueKey.ts'
import {fieldProblem, problem, type FieldProblem} from '../../../../core/problems/problem.ts'
import {DELIMITERS} from '../../../../core/spreadsheet/dialect.ts'
import {ENCODINGS} from '../../../../core/spreadsheet/encoding.ts'
import {parseIdOfKind} from '../../../../core/tenancy/documentId.ts'
import {isTimeZone, localDateOf, siteTimeZone} from '../../../../core/time/localDate.ts'
import {schemaProblems} from '../../schemaProblems.ts'

const Id = z.string().min(1).max(128)
const Ids = z.array(Id).max(20)

const Consent = z.strictObject({
  text: z.string().trim().min(1).max(5000).optional().meta({
    description: 'What they agreed to: the text that they saw. Not needed for a text of the site.',
  }),
  textId: z.string().max(200).optional().meta({description: 'Id of a consent text of the site.'}),
  textVersion: z.int().optional().meta({description: 'Version of that text.'}),
  at: z
    .union([z.iso.datetime({offset: true}), z.iso.date()])
    .meta({description: 'When, where the file has no date of its own; a day or a moment.'}),
  where: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .meta({description: 'Where, such as the address of a page or the name of an event.'}),
})

const SourceTotals = z.strictObject({
  total: StatedCount.optional().meta({description: 'All people.'}),
  subscribed: StatedCount.optional(),
  unsubscribed: StatedCount.optional(),
  bounced: StatedCount.optional().meta({description: 'Bounced or cleaned.'}),
})

/** The options of an import. */
export const ImportOptions = z.strictObject({
  dryRun: z.boolean().default(false).meta({
    description: 'Decides about every row, and writes nothing but the job.',
  }),
  check: Id.optional().meta({
    description:
      'Id of a dry run of the same file. Where the plan limits leads, it tells how many rows are new.',
  }),
  name: z.string().trim().min(1).max(300).optional().meta({description: 'Name of the file.'}),
  mapping: z
    .record(z.string().max(500), ColumnOption)
    .optional()
    .meta({
      description:
        'What columns are for, by their headings or names: email, name, firstName, lastName, phone, tags, ' +
        'custom.<name>, ignore and so on. Without it all columns are guessed.',
    }),
  guess: z.boolean().optional().meta({
    description:
      'Whether columns that the mapping does not name are guessed; else they are left out.',
  }),
  existing: ConflictRule.default('fill').meta({
    description:
      'What becomes of a field that a lead already has: fill fills empty ones, overwrite takes the file’s ' +
      'value, skip keeps the lead’s.',
  }),
  fields: z.record(z.string().max(250), ConflictRule).default({}).meta({
    description: 'Exceptions from `existing` by field; custom fields by `customFields.<name>`.',
  }),
  subscription: z.enum(IMPORTED_SUBSCRIPTIONS).optional().meta({
    description: 'Subscription of people for whom no column says it.',
  }),
  consent: Consent.nullish().meta({
    description: 'What these people agreed to. Without it they become leads, but no subscribers.',
  }),
  sendConfirmation: z.boolean().default(false).meta({
    description: 'Mails people whose consent is not stated a request to confirm.',
  }),
  tags: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  lists: Ids.default([]).meta({description: 'Ids of lists that everybody is added to.'}),
  campaigns: Ids.default([]).meta({description: 'Ids of campaigns that everybody is added to.'}),
  listNames: z.record(z.string().max(500), Id).default({}).meta({
    description: 'Ids of lists by the names that a column of lists has for them.',
  }),
  match: z
    .string()
    .max(250)
    .refine((name) => parseMatchKey(name) !== null, `A lead can be found by: ${MATCH_NAMES}.`)
    .optional()
    .meta({
      description:
        'What finds the leads of rows without an e-mail address: phone, or custom.<name>. A column has to be ' +
        'mapped to it. Without it such rows are not imported.',
    }),
  sourceTotals: SourceTotals.optional().meta({
    description:
      'How many people the source has by its own count. They are compared with the file and with what is stored.',
  }),
  notify: z.email().max(254).optional().meta({
    description: 'Address that is told the result. The mail has no rows.',
  }),
  timeZone: z.string().max(60).optional().meta({
    description: 'IANA name of the zone of moments without an offset; else the site’s.',
  }),
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  header: z.boolean().optional().meta({description: 'Whether the first row has headings.'}),
})

/** The options of an import, checked. */
export type CheckedOptions = Omit<z.output<typeof ImportOptions>, 'consent' | 'check'> & {
  consent: StatedConsent | null
  /** ULID of the dry run. */
  check: string | null
}

/** What options ask for, or what is wrong with them. */
export type ParsedOptions =
  | {ok: true; options: CheckedOptions}
  | {ok: false; problems: FieldProblem[]}

type OptionsSite = Pick<SiteRecord, 'consentTexts' | 'timeZone'> & {key: string}

/**
 * Parses the options of an import, and checks what needs no look into the store.
 *
 * @param text - JSON; `null` for no options
 * @param now - ISO 8601, UTC
 */
export function parseImportOptions(
  text: string | null,
  site: OptionsSite,
  now: string,
): ParsedOptions {
  const value = text === null || text.trim() === '' ? {} : jsonOf(text)
  if (value === undefined) {
    return {
      ok: false,
      problems: [fieldProblem('options', problem('import-request.options-not-json'))],
    }
  }
  const {data, error} = ImportOptions.safeParse(value)
  if (!data) {
    return {ok: false, problems: schemaProblems(error, 'options')}
  }
  const problems: FieldProblem[] = []
  const consent = data.consent ? statedConsent(data.consent, site, now, problems) : null
  problems.push(...placeProblems(data, site))
  const check = data.check === undefined ? null : parseImportId(data.check)
  if (data.check !== undefined && (check?.site !== site.key || check.isUndo)) {
    problems.push(fieldProblem('check', problem('import-request.check')))
  }
  if (data.timeZone !== undefined && !isTimeZone(data.timeZone)) {
    problems.push(fieldProblem('timeZone', problem('import.time-zone-unknown')))
  }
  for (const name of Object.keys(data.fields)) {
    if (IMPORT_FIELDS.some((field) => field === name) || OTHER_FIELDS.test(name)) continue
    problems.push(fieldProblem(`fields.${name}`, problem('import-request.lead-field')))
  }
  if (problems.length > 0) return {ok: false, problems}
  const listNames = Object.fromEntries(
    Object.entries(data.listNames).map(([name, id]) => [valueKey(name), id] as const),
  )
  return {ok: true, options: {...data, consent, check: check?.ulid ?? null, listNames}}
}

/** Fields that conflict rules may name beside those that columns fill. */
const OTHER_FIELDS = /^(?:status|tags|lists|customFields\..+)$/u

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function statedConsent(
  {text, textId, textVersion, at, where}: z.output<typeof Consent>,
  site: OptionsSite,
  now: string,
  problems: FieldProblem[],
): StatedConsent | null {
  const known = (site.consentTexts ?? []).find(
    (entry) => entry.id === textId && entry.version === textVersion,
  )
  const words = text ?? known?.text?.trim()
  if (words === undefined || words === '') {
    problems.push(
      textId === undefined
        ? fieldProblem('consent.text', problem('import-request.consent-text'))
        : fieldProblem('consent.textId', problem('import-request.consent-version')),
    )
    return null
  }
  const isDay = !at.includes('T')
  // A day without a time: noon in UTC is that day nearly everywhere.
  const moment = new Date(isDay ? `${at}T12:00:00.000Z` : at).toISOString()
  const hasBegun = isDay ? at <= localDateOf(now, siteTimeZone(site)) : moment <= now
  if (!hasBegun) {
    problems.push(fieldProblem('consent.at', problem('import-request.consent-future')))
  }
  const stated: StatedConsent = {
    text: words,
    ...(textId === undefined ? {} : {textId}),
    ...(textVersion === undefined ? {} : {textVersion}),
    at: moment > now ? now : moment,
    where,
  }
  if (!isTrueStatement(site, stated)) {
    problems.push(fieldProblem('consent.text', problem('import.consent-text-unknown')))
  }
  return stated
}

function placeProblems(
  {lists, campaigns, listNames}: z.output<typeof ImportOptions>,
  site: OptionsSite,
): FieldProblem[] {
  const named = Object.entries(listNames).map(([name, id]) => [`listNames.${name}`, id] as const)
  const ofLists = [...lists.map((id, index) => [`lists.${index}`, id] as const), ...named]
  const ofCampaigns = campaigns.map((id, index) => [`campaigns.${index}`, id] as const)
  return [
    ...ofLists.flatMap(([field, id]): FieldProblem[] =>
      parseIdOfKind(id, 'list')?.site === site.key
        ? []
        : [fieldProblem(field, problem('import-request.target-list'))],
    ),
    ...ofCampaigns.flatMap(([field, id]): FieldProblem[] =>
      parseIdOfKind(id, 'campaign')?.site === site.key
        ? []
        : [fieldProblem(field, problem('import-request.target-campaign'))],
    ),
  ]
}
