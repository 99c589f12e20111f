import {type Faker, fakerDE, fakerEN_US, fakerES} from '@faker-js/faker'
import {randomFrom, seedOf} from './random.ts'

/** A name with its spelling in addresses. */
export interface PoolName {
  text: string
  slug: string
}

/** An organisation that leads of one site work for. */
export interface DemoCompany {
  name: string
  domain: string
  city: string
  industry: string
  size: string
}

/** Names drawn once from faker. Combining them is much faster than asking faker for each person. */
export interface Pools {
  first: readonly PoolName[]
  last: readonly PoolName[]
  companies: readonly DemoCompany[]
}

const FAKERS: Record<'en' | 'de' | 'es', Faker> = {en: fakerEN_US, de: fakerDE, es: fakerES}

/** Prime-sized pools, so that the walk of `personAt` goes through every combination. */
const POOL = {first: 467, last: 887, companies: 293}

const SIZES: readonly (readonly [string, number])[] = [
  ['1–9', 42],
  ['10–49', 30],
  ['50–249', 18],
  ['250+', 10],
]

function distinct<T>(count: number, draw: (attempt: number) => T, keyOf: (item: T) => string): T[] {
  const found = new Map<string, T>()
  for (let attempt = 0; found.size < count; attempt++) {
    const item = draw(attempt)
    const key = keyOf(item)
    if (key !== '' && !found.has(key)) found.set(key, item)
    if (attempt > count * 200) throw new RangeError('Faker does not know enough different names')
  }
  return Array.from(found.values())
}

/** The first words of a company's name as one label of a host name. */
function hostLabel(name: string): string {
  const words = slug(name, '-').split('-')
  const kept = words.filter((_, index) => words.slice(0, index + 1).join('-').length <= 26)
  return (kept.length > 0 ? kept : words.slice(0, 1))
    .join('-')
    .replace(/-(and|und|y|e)$/, '')
    .slice(0, 40)
}

/**
 * Draws the pools of a site, always the same for the same site.
 *
 * @param locale - whose names
 * @param industries - what the companies do
 */
export function createPools(
  site: string,
  locale: 'en' | 'de' | 'es',
  industries: readonly string[],
): Pools {
  const faker = FAKERS[locale]
  const others = [fakerEN_US, fakerDE, fakerES]
  faker.seed(seedOf(site, 1))
  for (const other of others) if (other !== faker) other.seed(seedOf(site, 2))
  const random = randomFrom(seedOf(site, 3))
  const speaker = () => (random.chance(0.88) ? faker : random.pick(others))
  const named = (text: string): PoolName => ({text, slug: slug(text, '-')})
  return {
    first: distinct(
      POOL.first,
      () => named(speaker().person.firstName()),
      (name) => name.slug,
    ),
    last: distinct(
      POOL.last,
      () => named(speaker().person.lastName()),
      (name) => name.slug,
    ),
    companies: distinct(
      POOL.companies,
      () => {
        const name = faker.company.name()
        return {
          name,
          domain: `${hostLabel(name)}.test`,
          city: faker.location.city(),
          industry: random.pick(industries),
          size: random.weighted(SIZES),
        }
      },
      (company) => company.domain,
    ),
  }
}

const LETTERS: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  Ø: 'o',
  ł: 'l',
  Ł: 'l',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  đ: 'd',
  Đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** A text in lower-case ASCII letters and digits, for e-mail addresses and host names. */
export function slug(text: string, separator = ''): string {
  return text
    .replace(/[ßøØłŁæÆœđĐðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, separator)
    .replace(/^-|-$/g, '')
}
