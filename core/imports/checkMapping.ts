import type {CustomFieldDefinition} from '../audience/customFields.ts'
import {leadField} from '../leads/leadFields.ts'
import {isNoValue} from './cells/cellText.ts'
import {exclusiveKey, targetTitle} from './columnKey.ts'
import {customFieldTitle} from '../leads/customFieldTitle.ts'
import {leadFieldOfName} from '../leads/fieldHeaders.ts'
import {headingKey} from '../leads/headingKey.ts'
import type {ColumnTarget, ImportMapping} from './importMapping.ts'
import {possibleKeys} from './matchKey.ts'
import type {Problem} from '../problems/problem.ts'
import {valueKey} from './cells/valueKey.ts'

/** What is wrong with a mapping. */
export interface MappingProblem extends Problem {
  /** With an `error` nothing can be imported; a `warning` says what will be left out or come out otherwise. */
  severity: 'error' | 'warning'
  /** Positions of the columns concerned, from 0. */
  columns: readonly number[]
}

/** What a mapping is checked against. */
export interface MappingContext {
  customFields: readonly CustomFieldDefinition[]
  /** Statuses that the site's leads may have. */
  statuses: readonly string[]
  /** Ids of the project's members; `null` when they are not known. */
  members: ReadonlySet<string> | null
  /** Whether rows without an address may find their leads by another key. */
  mayMatch?: boolean
  /** Different values of each column, as far as they are known. */
  values: readonly (readonly string[])[]
}

function twice({columns}: ImportMapping): MappingProblem[] {
  const found = new Map<string, number[]>()
  for (const [index, {target}] of columns.entries()) {
    const key = exclusiveKey(target)
    if (key !== null) found.set(key, [...(found.get(key) ?? []), index])
  }
  return [...found.values()].flatMap((indexes): MappingProblem[] => {
    const target = columns[indexes[0] ?? 0]?.target
    if (indexes.length < 2 || !target) return []
    const values = {field: targetTitle(target), columns: indexes.length}
    return [{code: 'mapping.field-twice', severity: 'error', columns: indexes, values}]
  })
}

/** A custom field of a mapping that has the name of a field of every lead. */
export interface TakenName {
  /** As the mapping has it. */
  name: string
  /** Title of the field of every lead. */
  field: string
}

/** The first custom field of a mapping that has the name of a field of every lead; `null` for none. */
export function takenName({columns}: ImportMapping): TakenName | null {
  for (const {target} of columns) {
    const taken = target.kind === 'custom' ? takenBy(target.name) : null
    if (taken) return taken
  }
  return null
}

function takenBy(name: string): TakenName | null {
  const field = leadFieldOfName(name)
  return field === undefined ? null : {name, field: leadField(field).title}
}

function customProblems(
  {name, type}: Extract<ColumnTarget, {kind: 'custom'}>,
  column: number,
  customFields: readonly CustomFieldDefinition[],
): MappingProblem[] {
  const taken = takenBy(name)
  if (taken) {
    return [{code: 'mapping.name-taken', severity: 'error', columns: [column], values: {...taken}}]
  }
  const own = customFields.find((candidate) => candidate.name === name)
  if (own && own.type !== type) {
    const values = {name, type: own.type}
    return [{code: 'mapping.other-type', severity: 'warning', columns: [column], values}]
  }
  const key = headingKey(name)
  const similar = customFields.find((candidate) => headingKey(candidate.name) === key)
  return own || !similar || key === ''
    ? []
    : [
        {
          code: 'mapping.similar-name',
          severity: 'warning',
          columns: [column],
          values: {field: customFieldTitle(similar), name},
        },
      ]
}

/** Meanings that nothing on the site has. */
function unknownMeanings(
  target: ColumnTarget,
  column: number,
  {statuses, members}: MappingContext,
): MappingProblem[] {
  if (target.kind === 'status') {
    const missing = new Set(
      Object.values(target.values).filter((status) => !statuses.includes(status)),
    )
    return [...missing].map((status) => ({
      code: 'mapping.unknown-status',
      severity: 'error',
      columns: [column],
      values: {status},
    }))
  }
  const isOwner = target.kind === 'field' && target.field === 'owner'
  const owners = isOwner ? Object.values(target.values ?? {}) : []
  return members !== null && owners.some((owner) => !members.has(owner))
    ? [{code: 'mapping.unknown-member', severity: 'error', columns: [column]}]
    : []
}

/**
 * Values of a column that the mapping does not know, in the form of the file, each once; none for a column
 * whose values need no meaning.
 */
export function unmappedValues(
  target: ColumnTarget,
  values: readonly string[],
  {statuses, members}: Pick<MappingContext, 'statuses' | 'members'>,
): string[] {
  const isOwner = target.kind === 'field' && target.field === 'owner'
  if (target.kind !== 'status' && target.kind !== 'subscription' && !isOwner) return []
  const known = new Set(Object.keys(target.values ?? {}))
  const own = new Set(target.kind === 'status' ? statuses.map(valueKey) : [])
  const unmapped = new Map<string, string>()
  for (const value of values) {
    const key = valueKey(value)
    const isKnown = known.has(key) || own.has(key) || (isOwner && members?.has(value.trim()))
    if (!isKnown && !isNoValue(value.trim())) unmapped.set(key, value.trim())
  }
  return [...unmapped.values()]
}

function withoutEmail(mapping: ImportMapping, {mayMatch = false}: MappingContext): MappingProblem {
  const hasKey = mayMatch && possibleKeys([mapping]).length > 0
  return hasKey
    ? {code: 'mapping.only-key', severity: 'warning', columns: []}
    : {code: 'mapping.no-email', severity: 'error', columns: []}
}

/** Finds what is wrong with a mapping: errors first, then by column. */
export function checkMapping(mapping: ImportMapping, context: MappingContext): MappingProblem[] {
  const hasEmail = mapping.columns.some(
    ({target}) => target.kind === 'field' && target.field === 'email',
  )
  const problems: MappingProblem[] = hasEmail ? [] : [withoutEmail(mapping, context)]
  problems.push(...twice(mapping))
  for (const [column, {target}] of mapping.columns.entries()) {
    if (target.kind === 'custom') {
      problems.push(...customProblems(target, column, context.customFields))
    }
    problems.push(...unknownMeanings(target, column, context))
    const count = unmappedValues(target, context.values[column] ?? [], context).length
    if (count > 0) {
      const values = {count}
      problems.push({
        code: 'mapping.values-not-mapped',
        severity: 'warning',
        columns: [column],
        values,
      })
    }
  }
  return problems.toSorted(
    (a, b) =>
      Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
      (a.columns[0] ?? -1) - (b.columns[0] ?? -1),
  )
}
