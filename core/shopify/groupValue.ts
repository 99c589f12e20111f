import {z} from 'zod'

/** What groups of customers are told apart by, in the order in which it is given up last to first. */
export const GROUP_PARTS = ['state', 'marketing', 'orders', 'spend', 'domain', 'tag'] as const

/** Values of a group, by {@link GROUP_PARTS}; `null` where a customer has none. */
export type GroupParts = readonly (string | null)[]

const Parts = z.array(z.string().nullable()).max(GROUP_PARTS.length)

/** A group as the value of a cell. A group that tells fewer parts apart has fewer of them. */
export function groupValue(parts: GroupParts): string {
  return JSON.stringify(parts)
}

/** The parts of a group. @throws whatever parsing throws, for a text that is none */
export function partsOfGroup(value: string): GroupParts {
  return Parts.parse(JSON.parse(value))
}
