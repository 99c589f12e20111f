import type {CustomFieldType} from '../audience/customFields.ts'
import {siteCustomFields} from '../audience/siteFields.ts'
import {
  createCustomField,
  customFieldName,
  type NewCustomField,
} from '../changes/createCustomField.ts'
import type {CustomFieldRecord, CustomFieldSources, SiteRecord} from '../documents/site.ts'
import type {Unstored} from '../documents/stored.ts'
import {plainFieldName} from '../leads/registeredFields.ts'
import type {FieldProblem} from '../problems/problem.ts'
import type {CustomField} from '../sanity.types.generated.ts'
import type {ColumnMapping, ImportMapping} from './importMapping.ts'

/** A site with the custom fields that it has. */
type SiteOfFields = CustomFieldSources & Pick<SiteRecord, 'key'>

/** Mappings whose custom fields have the names that leads carry, and the fields that are not there yet. */
export interface NamedFields {
  mappings: ImportMapping[]
  /** Fields to be created, each once. */
  newFields: Unstored<CustomField>[]
  /** Why some cannot be created; they are not among the new ones. */
  problems: FieldProblem[]
}

/** In which form names and titles of custom fields are compared. */
function keyOf(text: string): string {
  return plainFieldName(customFieldName(text))
}

/** The title of a new field: as somebody gave it, or the heading of its column; a name where neither is known. */
function titleOf(
  name: string,
  {heading}: Pick<ColumnMapping, 'heading'>,
  asked: readonly NewCustomField[],
): string {
  const key = keyOf(name)
  const given = asked.find(({title}) => keyOf(title) === key)
  if (given) return given.title
  return keyOf(heading) === key ? heading : name
}

/**
 * Names the custom fields of mappings. Nothing is created by it: a field that no import fills would stay in the
 * site for everybody. Columns of several files may name the same field; where they differ in its type, it is a text.
 *
 * @param asked - new fields that somebody named before
 */
export function nameFields(
  mappings: readonly ImportMapping[],
  site: SiteOfFields,
  asked: readonly NewCustomField[] = [],
): NamedFields {
  const known = new Map<string, {name: string; type: CustomFieldType}>(
    siteCustomFields(site).map(({name, type}) => [plainFieldName(name), {name, type}] as const),
  )
  const wanted = new Map<string, NewCustomField>()
  for (const column of mappings.flatMap(({columns}) => columns)) {
    const {target} = column
    const key = target.kind === 'custom' ? keyOf(target.name) : ''
    if (target.kind !== 'custom' || known.has(key)) continue
    const before = wanted.get(key)
    const title = before?.title ?? titleOf(target.name, column, asked)
    const type = before && before.type !== target.type ? 'text' : target.type
    wanted.set(key, {title, type})
  }
  const problems: FieldProblem[] = []
  const newFields: Unstored<CustomField>[] = []
  let current: SiteOfFields = site
  for (const [key, field] of wanted) {
    const decision = createCustomField(field, current)
    if (decision.kind === 'refused') problems.push(...decision.problems)
    if (decision.kind !== 'changed') continue
    const {written} = decision
    current = withField(current, written)
    newFields.push(written)
    known.set(key, {name: written.name, type: written.type})
  }
  const named = (column: ColumnMapping): ColumnMapping => {
    const {target} = column
    if (target.kind !== 'custom') return column
    const own = known.get(keyOf(target.name))
    const isNamed = !own || (own.name === target.name && own.type === target.type)
    return isNamed ? column : {...column, target: {...target, ...own}}
  }
  return {
    mappings: mappings.map((mapping) => ({...mapping, columns: mapping.columns.map(named)})),
    newFields,
    problems,
  }
}

/** A site with one more custom field. */
export function withField<Site extends CustomFieldSources>(
  site: Site,
  field: CustomFieldRecord,
): Site {
  return {...site, customFields: [...site.customFields, field]}
}
