import type {Random} from '../../demo/random.ts'

const COMMON: readonly (readonly [string, number])[] = [
  ['newsletter', 30],
  ['repeat', 18],
  ['vip', 9],
  ['wholesale', 8],
  ['Password page', 6],
  ['VIP', 3],
  ['Wholesale', 3],
  ['Vip', 1],
  ['Stammkunde Süd', 4],
  ['événement-2025', 3],
  ['常连客', 2],
  ['gift 🎁', 2],
  ["collector's club", 2],
  ['price:list:b', 1],
  ['"quoted"', 1],
]

/** What staff write into tags although it names somebody. */
const FREE_TEXTS: readonly ((name: string, email: string) => string)[] = [
  (name) => `referred by ${name}`,
  (_name, email) => `same as ${email}`,
  (name) => name,
  (name) => `call ${name} before delivery`,
  (_name, email) => email,
]

/**
 * Tags of a customer: those that the shop uses, in several spellings, and now and then a free text that
 * names a person. One in some thousands has several dozen.
 */
export function customerTags(name: string, email: string | null, random: Random): string[] {
  const tags = new Set<string>()
  const count = random.weighted([
    [0, 45],
    [1, 32],
    [2, 15],
    [3, 8],
  ])
  for (let each = 0; each < count; each++) tags.add(random.weighted(COMMON))
  if (random.chance(0.015))
    tags.add(random.pick(FREE_TEXTS)(name, email ?? 'nobody@people.example'))
  if (random.chance(0.0004)) for (let each = 0; each < 60; each++) tags.add(`batch-${each}`)
  return [...tags]
}
