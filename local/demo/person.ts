import type {DemoCompany, Pools} from './pools.ts'
import type {Random} from './random.ts'

/** An invented person. */
export interface DemoPerson {
  name: string
  email: string
  /** Absent for people who write from a private address. */
  company?: DemoCompany
}

const PRIVATE_DOMAINS = [
  'example.com',
  'example.org',
  'mail.example.com',
  'post.example.org',
  'inbox.example.com',
] as const

const AWKWARD_EVERY = 83
/** Prime and larger than a pool's product, so that the walk visits every combination once. */
const STRIDE = 2_654_435_761

/**
 * The person of an index. Indexes below 160 million give distinct addresses: the index is walked
 * through all combinations of first name, last name and domain.
 */
export function personAt(pools: Pools, index: number, random: Random): DemoPerson {
  const workplace = random.chance(0.68)
  if (index % AWKWARD_EVERY === 17) return awkward(pools, index, random, workplace)

  const names = pools.first.length * pools.last.length
  const step = Number((BigInt(index) * BigInt(STRIDE)) % BigInt(names))
  const first = pools.first[step % pools.first.length]
  const last = pools.last[Math.floor(step / pools.first.length)]
  if (!first || !last) throw new RangeError(`There is no person number ${index}`)
  const round = Math.floor(index / names)
  const local = `${first.slug}.${last.slug}${round > 0 ? round : ''}`
  const name = `${first.text} ${last.text}`
  if (!workplace) return {name, email: `${local}@${random.pick(PRIVATE_DOMAINS)}`}
  const company = random.pick(pools.companies)
  const tagged = random.chance(0.02) ? `${local}+web` : local
  return {name, email: `${tagged}@${company.domain}`, company}
}

function awkward(pools: Pools, index: number, random: Random, workplace: boolean): DemoPerson {
  const turn = Math.floor(index / AWKWARD_EVERY)
  const person = AWKWARD_PEOPLE[turn % AWKWARD_PEOPLE.length]
  if (!person) throw new RangeError(`There is no person number ${index}`)
  const lap = Math.floor(turn / AWKWARD_PEOPLE.length)
  const local = `${person.local}${lap > 0 ? lap + 1 : ''}`
  if (!workplace) return {name: person.name, email: `${local}@people.example.org`}
  return {
    name: person.name,
    email: `${local}@people.example.org`,
    company: random.pick(pools.companies),
  }
}

/** A name, and its spelling in the address. */
export interface AwkwardPerson {
  name: string
  local: string
}

/** Names that often break software. Every one is a possible name of a real person. */
export const AWKWARD_PEOPLE: readonly AwkwardPerson[] = [
  {name: "Siobhán O'Brien", local: "siobhan.o'brien"},
  {name: 'Łukasz Żółkiewski', local: 'lukasz.zolkiewski'},
  {name: '李 伟', local: 'li.wei'},
  {name: '山田 花子', local: 'yamada.hanako'},
  {name: 'Nguyễn Thị Minh Khai', local: 'minhkhai.nguyen'},
  {name: 'محمد عبد الله', local: 'm.abdallah'},
  {name: 'Ольга Ковалёва', local: 'o.kovaleva'},
  {name: 'Jean-Baptiste de La Rochefoucauld-Doudeauville', local: 'jb+galerie'},
  {name: 'Null', local: 'jennifer.null'},
  {name: 'Sukarno', local: 'sukarno'},
  {name: "N'Golo D'Souza-O'Neill", local: "ngolo.d'souza"},
  {name: 'Björk Guðmundsdóttir', local: 'bjork'},
  {name: 'María José Carreño Quiñones', local: 'mariajose.carreno'},
  {name: 'Ng', local: 'ng'},
  {name: 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff', local: 'hubert.w'},
  {name: 'Dr. Þórunn Æsa van der Bergh-Åkesson', local: 'thorunn_aesa'},
]
