import {
  AUDIENCE_VERSION,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
  type Combinator,
} from '../../core/audience/definition.ts'
import type {DateUnit} from '../../core/time/localDate.ts'

/** A condition of a demo segment, before it gets its id. */
export type DemoRule = Omit<AudienceRule, 'id'>

/** Conditions of a demo segment that go together, before they get their ids. */
export interface DemoGroup {
  combinator: Combinator
  not?: boolean
  rules: readonly (DemoGroup | DemoRule)[]
}

/** Asks something of a field; see `OPERATORS` of core for what fits which field. */
export function rule(field: string, operator: string, value?: unknown): DemoRule {
  return {field, operator, ...(value === undefined ? {} : {value})}
}

/** What somebody did so many times, lately. */
export function lately(event: string, times: number, amount: number, unit: DateUnit): DemoRule {
  const when = {operator: 'inLast', value: {amount, unit}}
  return rule(`activity.${event}`, 'atLeast', {times, when})
}

/** What somebody did not do for so long. */
export function notLately(event: string, amount: number, unit: DateUnit): DemoRule {
  return rule(`activity.${event}`, 'didNotHappen', {
    when: {operator: 'inLast', value: {amount, unit}},
  })
}

/** Holds when all of its members do. */
export function all(...rules: (DemoGroup | DemoRule)[]): DemoGroup {
  return {combinator: 'and', rules}
}

/** Holds when one of its members does. */
export function any(...rules: (DemoGroup | DemoRule)[]): DemoGroup {
  return {combinator: 'or', rules}
}

/** Holds when none of its members does. */
export function none(...rules: (DemoGroup | DemoRule)[]): DemoGroup {
  return {combinator: 'or', not: true, rules}
}

function withIds({combinator, not, rules}: DemoGroup, id: string): AudienceGroup {
  return {
    id,
    combinator,
    ...(not === true && {not}),
    rules: rules.map((node, place) => {
      const own = `${id}.${place + 1}`
      return 'rules' in node ? withIds(node, own) : {id: own, ...node}
    }),
  }
}

/** The definition that a demo segment stores. Ids say where a condition is. */
export function demoDefinition(root: DemoGroup): AudienceDefinition {
  return {version: AUDIENCE_VERSION, root: withIds(root, 'root')}
}
