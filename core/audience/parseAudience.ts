import {z} from 'zod'
import {problem, type Problem} from '../problems/problem.ts'
import {inCode, problemOfIssue} from '../problems/zodProblems.ts'
import {
  AUDIENCE_VERSION,
  MAX_CONDITIONS,
  MAX_LEVELS,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from './definition.ts'
import {isRecord} from './field.ts'

/** One problem of a definition, and its place. */
export interface AudienceProblem extends Problem {
  /** Place in the JSON, as `root.rules[2].rules[0]`. */
  path: string
  /** Id of the rule or group; `null` where it has none, and for problems of the whole definition. */
  ruleId: string | null
  /** Field of the rule, where it names one. */
  field: string | null
}

/** A problem of the definition as a whole. */
export function wholeProblem(whole: Problem): AudienceProblem {
  return {...whole, path: '', ruleId: null, field: null}
}

/** What is wrong, without its place. */
export function withoutPlace({code, values}: AudienceProblem): Problem {
  return values ? {code, values} : {code}
}

/** The result of reading a definition. */
export interface ParsedAudience {
  /** The definition without what was no rule or group at all; `null` when nothing could be read. */
  definition: AudienceDefinition | null
  /** All problems of its form; empty for a definition that is well-formed. */
  problems: AudienceProblem[]
}

/**
 * Reads a definition from JSON text or from a value, migrates it to the newest version, and reports
 * the problems of its form: per rule, with its place. Never throws. Drops members that the language
 * does not know; a node without an id of its own gets one made of its place.
 *
 * Whether fields, operators and values make sense is for `checkAudience`.
 */
export function parseAudience(input: unknown): ParsedAudience {
  const value = fromJson(input)
  if (!isRecord(value)) {
    return {definition: null, problems: [wholeProblem(problem('audience.not-json'))]}
  }
  const migrated = migrateDefinition(value)
  if (!migrated.ok) return {definition: null, problems: [wholeProblem(migrated.problem)]}
  const reading: Reading = {problems: [], ids: new Set(), conditions: 0}
  const root = readGroup(migrated.definition['root'], 'root', 1, reading)
  if (reading.conditions > MAX_CONDITIONS) {
    const tooMany = problem('audience.too-many-conditions', {limit: MAX_CONDITIONS})
    return {definition: null, problems: [wholeProblem(tooMany)]}
  }
  const definition: AudienceDefinition | null = root && {version: AUDIENCE_VERSION, root}
  return {definition, problems: reading.problems}
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

/** Turns a definition of one version into one of the next. Neither needs to be valid. */
export type DefinitionMigration = (
  definition: Readonly<Record<string, unknown>>,
) => Record<string, unknown>

/** Migrations by the version that they start from. Version 1 is the first, so there are none yet. */
const MIGRATIONS: ReadonlyMap<number, DefinitionMigration> = new Map()

/** A definition at the newest version, or why there is none. */
export type MigratedDefinition =
  | {ok: true; definition: Readonly<Record<string, unknown>>}
  | {ok: false; problem: Problem}

/**
 * Migrates a stored definition to the newest version, step by step.
 *
 * @param migrations - the steps there are
 * @param target - version to arrive at
 */
export function migrateDefinition(
  stored: Readonly<Record<string, unknown>>,
  migrations = MIGRATIONS,
  target: number = AUDIENCE_VERSION,
): MigratedDefinition {
  let definition = stored
  const {version} = stored
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return {ok: false, problem: problem('audience.version-missing')}
  }
  if (version > target) {
    return {ok: false, problem: problem('audience.version-new', {version})}
  }
  for (let step = version; step < target; step += 1) {
    const migrate = migrations.get(step)
    if (!migrate) {
      return {ok: false, problem: problem('audience.version-old', {version: step})}
    }
    definition = {...migrate(definition), version: step + 1}
  }
  return {ok: true, definition}
}

const NodeId = z.string().min(1).max(100)
const Switch = z.boolean().nullish().catch(undefined)
const Switches = {disabled: Switch, locked: Switch}

// Schemas of one node each, so that each error has its place.
const Rule = z.object({
  field: z.string(inCode('audience.field-missing')).max(200, inCode('audience.field-too-long')),
  operator: z
    .string(inCode('audience.operator-missing'))
    .max(50, inCode('audience.operator-too-long')),
  value: z.unknown().optional(),
  ...Switches,
})

const Group = z.object({
  combinator: z.enum(['and', 'or'], inCode('audience.combinator')),
  not: z.boolean(inCode('audience.not-flag')).nullish(),
  rules: z.array(z.unknown(), inCode('audience.rules-missing')),
  ...Switches,
})

interface Reading {
  problems: AudienceProblem[]
  ids: Set<string>
  conditions: number
}

/** The id of a node, or one made of its place where it has none or shares it with another. */
function nodeId(node: unknown, path: string, {ids}: Reading): string {
  const {data} = NodeId.safeParse(isRecord(node) ? node['id'] : null)
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

function report(reading: Reading, node: unknown, path: string, error: z.ZodError): null {
  const id = isRecord(node) ? NodeId.safeParse(node['id']).data : undefined
  const field = isRecord(node) ? node['field'] : undefined
  for (const issue of error.issues) {
    reading.problems.push({
      ...problemOfIssue(issue, 'audience.shape'),
      path,
      ruleId: id ?? null,
      field: typeof field === 'string' ? field : null,
    })
  }
  return null
}

function readRule(node: unknown, path: string, reading: Reading): AudienceRule | null {
  reading.conditions += 1
  const {data, error} = Rule.safeParse(node)
  if (!data) return report(reading, node, path, error)
  const id = nodeId(node, path, reading)
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
  if (!data) return report(reading, node, path, error)
  const id = nodeId(node, path, reading)
  if (level > MAX_LEVELS) {
    reading.problems.push({
      ...problem('audience.levels', {limit: MAX_LEVELS}),
      path,
      ruleId: id,
      field: null,
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
