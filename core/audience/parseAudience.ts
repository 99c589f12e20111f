import {z} from 'zod'
import {
  AUDIENCE_VERSION,
  MAX_CONDITIONS,
  MAX_LEVELS,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from './definition.ts'
import {migrateDefinition} from './migrateDefinition.ts'
import {wholeProblem, type AudienceProblem} from './problems.ts'

/** What could be read of a definition. */
export interface ParsedAudience {
  /** The definition without what was no rule or group at all; `null` when nothing could be read. */
  definition: AudienceDefinition | null
  /** Everything that is wrong with its form; empty for a definition that is well-formed. */
  problems: AudienceProblem[]
}

const NodeId = z.string().min(1).max(100)
const flag = (name: string) =>
  z
    .boolean({error: `“${name}” must be true or false.`})
    .nullish()
    .catch(undefined)
const Switches = {disabled: flag('disabled'), locked: flag('locked')}

const Rule = z.object({
  field: z
    .string({error: 'The condition names no field.'})
    .max(200, 'The field’s name is too long.'),
  operator: z
    .string({error: 'The condition names no operator.'})
    .max(50, 'The operator’s name is too long.'),
  value: z.unknown().optional(),
  ...Switches,
})

const Group = z.object({
  combinator: z.enum(['and', 'or'], {error: 'A group joins its conditions by “and” or “or”.'}),
  not: z.boolean({error: '“not” must be true or false.'}).nullish(),
  rules: z.array(z.unknown(), {error: 'A group must have a list of conditions.'}),
  ...Switches,
})

/** The parts of the form that zod judges one node at a time, so that each error has its place. */
export const audienceSchemas = {rule: Rule, group: Group}

interface Reading {
  problems: AudienceProblem[]
  ids: Set<string>
  conditions: number
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The id that a node has, or one made of its place where it has none or shares it with another. */
function nodeId(own: unknown, path: string, {ids}: Reading): string {
  const {data} = NodeId.safeParse(own)
  let id = data !== undefined && !ids.has(data) ? data : path
  while (ids.has(id)) id += '+'
  ids.add(id)
  return id
}

function switches(node: {disabled?: boolean | null; locked?: boolean | null}) {
  return {
    ...(node.disabled === true ? {disabled: true} : {}),
    ...(node.locked === true ? {locked: true} : {}),
  }
}

function report(reading: Reading, node: unknown, path: string, error: z.ZodError): void {
  const id = isRecord(node) ? NodeId.safeParse(node['id']).data : undefined
  const field = isRecord(node) ? node['field'] : undefined
  for (const issue of error.issues) {
    reading.problems.push({
      code: 'shape',
      path,
      ruleId: id ?? null,
      field: typeof field === 'string' ? field : null,
      reason: issue.message,
    })
  }
}

function readRule(node: unknown, path: string, reading: Reading): AudienceRule | null {
  reading.conditions += 1
  const {data, error} = Rule.safeParse(node)
  if (!data) {
    report(reading, node, path, error)
    return null
  }
  const id = nodeId(isRecord(node) ? node['id'] : null, path, reading)
  const value = data.value === undefined || data.value === null ? {} : {value: data.value}
  return {id, field: data.field, operator: data.operator, ...value, ...switches(data)}
}

function readGroup(
  node: unknown,
  path: string,
  level: number,
  reading: Reading,
): AudienceGroup | null {
  const {data, error} = Group.safeParse(node)
  if (!data) {
    report(reading, node, path, error)
    return null
  }
  const id = nodeId(isRecord(node) ? node['id'] : null, path, reading)
  if (level > MAX_LEVELS) {
    reading.problems.push({
      code: 'too-deep',
      path,
      ruleId: id,
      field: null,
      reason: `Groups can be nested ${MAX_LEVELS} levels deep. Move this group further out, or make it a segment of its own.`,
    })
    return null
  }
  const rules = data.rules.flatMap((child, index) => {
    if (reading.conditions > MAX_CONDITIONS) return []
    const place = `${path}.rules[${index}]`
    const read =
      isRecord(child) && 'rules' in child
        ? readGroup(child, place, level + 1, reading)
        : readRule(child, place, reading)
    return read ?? []
  })
  const not = data.not === true ? {not: true} : {}
  return {id, combinator: data.combinator, ...not, rules, ...switches(data)}
}

function fromJson(input: unknown): unknown {
  if (typeof input !== 'string') return input
  try {
    const value: unknown = JSON.parse(input)
    return value
  } catch {
    return undefined
  }
}

/**
 * Reads a definition from JSON text or from a value, brings it to the newest version, and says what
 * is wrong with its form: per rule, with its place. Never throws. Members that the language does
 * not know are left out; nodes without an id of their own get one made of their place.
 *
 * Whether fields, operators and values make sense is for `checkAudience`.
 */
export function parseAudience(input: unknown): ParsedAudience {
  const value = fromJson(input)
  if (!isRecord(value)) {
    const reason = 'The definition is not a JSON object.'
    return {definition: null, problems: [wholeProblem('not-json', reason)]}
  }
  const migrated = migrateDefinition(value)
  if (!migrated.ok) return {definition: null, problems: [wholeProblem('version', migrated.reason)]}
  const reading: Reading = {problems: [], ids: new Set(), conditions: 0}
  const root = readGroup(migrated.definition['root'], 'root', 1, reading)
  if (reading.conditions > MAX_CONDITIONS) {
    const reason = `A definition can have ${MAX_CONDITIONS} conditions. Combine some with “is any of”, or move some to a segment of their own.`
    return {definition: null, problems: [wholeProblem('too-many-conditions', reason)]}
  }
  const definition: AudienceDefinition | null = root && {version: AUDIENCE_VERSION, root}
  return {definition, problems: reading.problems}
}
