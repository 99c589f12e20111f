import {z} from 'zod'
import {QUICK_FILTERS, type LeadSelection} from '../../../core/audience/leadSelection.ts'
import {bothAudiences} from '../../../core/audience/combineAudiences.ts'
import {EVERYBODY, type AudienceDefinition} from '../../../core/audience/definition.ts'
import {parseAudience} from '../../../core/audience/parseAudience.ts'
import {MAX_NAMED_LEADS} from '../../../core/changes/bulk/bulkIntent.ts'
import {
  EXPORT_REQUEST_VERSION,
  type ExportRequest,
} from '../../../core/changes/exports/exportIntent.ts'
import {
  exportColumnTitle,
  MAX_COLUMNS,
  parseExportColumn,
  type ExportColumn,
} from '../../../core/exports/exportColumns.ts'
import {EXPORT_FORMATS} from '../../../core/exports/exportFile.ts'
import {fieldProblem, problem, type FieldProblem} from '../../../core/problems/problem.ts'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import {schemaProblems} from '../schemaProblems.ts'

const Column = z.union([
  z.string().max(250),
  z.strictObject({id: z.string().max(250), heading: z.string().trim().min(1).max(250)}),
])

/** The body of `POST /api/v1/tenant/leads/export`. */
export const ExportBody = z.strictObject({
  format: z.enum(EXPORT_FORMATS).default('csv'),
  columns: z
    .array(Column)
    .min(1)
    .max(MAX_COLUMNS)
    .optional()
    .meta({
      description:
        'Ids of columns in the order of the file: fields of leads, custom.<name>, consent.given, ' +
        'consent.at, consent.text, consent.version, consent.method, consent.source, consent.reference. ' +
        'An object gives a column another heading.',
    }),
  audience: z.unknown().optional().meta({
    description: 'An audience definition (docs/audience.md), as an object or as JSON text.',
  }),
  segment: z.string().max(128).optional().meta({description: 'Id of a segment of the site.'}),
  list: z.string().max(128).optional().meta({description: 'Id of a list of the site.'}),
  search: z.string().max(1000).optional(),
  quick: z.enum(QUICK_FILTERS).optional(),
  ids: z.array(z.string().max(128)).min(1).max(MAX_NAMED_LEADS).optional().meta({
    description: 'Ids of leads; nothing else may select leads then.',
  }),
  notify: z.email().max(254).optional().meta({
    description: 'Address that gets a mail when the file is ready. The mail has no rows.',
  }),
})

/** Columns of a file for which none were named. */
const DEFAULT_COLUMNS: readonly ExportColumn[] = [
  'email',
  'name',
  'phone',
  'company',
  'jobTitle',
  'status',
  'subscription',
  'tags',
  'source',
  'createdAt',
]

/** What a body asks for, or what is wrong with it. */
export type ParsedExportBody =
  | {ok: true; request: ExportRequest}
  | {ok: false; problems: FieldProblem[]}

/** Parses the body of a request for an export of a site. */
export function parseExportBody(value: unknown, site: string): ParsedExportBody {
  const {data, error} = ExportBody.safeParse(value)
  if (!data) {
    return {ok: false, problems: schemaProblems(error, 'body')}
  }
  const problems: FieldProblem[] = []
  const columns = (data.columns ?? DEFAULT_COLUMNS).flatMap((column, index) => {
    const id = parseExportColumn(typeof column === 'string' ? column : column.id)
    if (id)
      return [{id, heading: typeof column === 'string' ? exportColumnTitle(id) : column.heading}]
    problems.push(fieldProblem(`columns.${index}`, problem('export-request.column')))
    return []
  })
  const leads = selectionOf(data, site, problems)
  if (problems.length > 0) return {ok: false, problems}
  const {format, notify} = data
  return {
    ok: true,
    request: {version: EXPORT_REQUEST_VERSION, format, columns, leads, ...(notify ? {notify} : {})},
  }
}

function selectionOf(
  {ids, audience, segment, list, search = '', quick = 'all'}: z.output<typeof ExportBody>,
  site: string,
  problems: FieldProblem[],
): LeadSelection {
  if (ids) {
    if (audience !== undefined || segment || list || search || quick !== 'all') {
      problems.push(fieldProblem('ids', problem('export-request.ids-and-filter')))
    }
    if (!ids.every((id) => parseIdOfKind(id, 'lead')?.site === site)) {
      problems.push(fieldProblem('ids', problem('export-request.ids-foreign')))
    }
    return {kind: 'ids', ids}
  }
  if (segment !== undefined && parseIdOfKind(segment, 'segment')?.site !== site) {
    problems.push(fieldProblem('segment', problem('export-request.segment')))
  }
  if (list !== undefined && parseIdOfKind(list, 'list')?.site !== site) {
    problems.push(fieldProblem('list', problem('export-request.list')))
  }
  const parsed = audience === undefined ? null : parseAudience(jsonOf(audience))
  for (const each of parsed?.problems ?? []) {
    problems.push(fieldProblem('audience', each))
  }
  const given = parsed?.definition ?? null
  const members = list === undefined ? null : membersOf(list)
  return {
    kind: 'matching',
    view: {
      quick,
      search,
      audience: members ? bothAudiences(given, members) : given,
      segmentId: segment ?? null,
    },
    excluded: [],
  }
}

/** The audience of a list's leads. */
function membersOf(list: string): AudienceDefinition {
  const rule = {id: 'list', field: 'lists', operator: 'anyOf', value: [list]}
  return {...EVERYBODY, root: {...EVERYBODY.root, rules: [rule]}}
}

function jsonOf(audience: unknown): unknown {
  if (typeof audience !== 'string') return audience
  try {
    return JSON.parse(audience)
  } catch {
    return null
  }
}
