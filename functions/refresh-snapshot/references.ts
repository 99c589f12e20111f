import {defineQuery} from 'groq'
import {z} from 'zod'
import {DIMENSIONS} from '../../core/shopify/customerTally.ts'
import type {ReleaseState} from '../../core/shopify/publishCells.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {BrokenSealError, seal, unseal} from '../shared/seal.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'

/** Rules whose references are stored: a rule that is restored after so many others starts anew. */
const MAX_RULES = 20

/** The references of earlier snapshots, by `customersHash`, the newest last. */
export type KnownReferences = ReadonlyMap<string, ReleaseState>

const Known = z.object({
  hash: z.string(),
  cells: z.array(z.tuple([z.string(), z.number(), z.boolean()])),
  marks: z.array(z.tuple([z.string(), z.number()])),
  releases: z.array(z.tuple([z.enum(DIMENSIONS), z.number(), z.boolean()])),
})
/** The format from before figures were held until enough customers moved; its rules start anew. */
const Outdated = z.tuple([z.string(), z.array(z.unknown())]).transform(() => null)
const Stored = z.array(Known.or(Outdated))

function toStored(hash: string, {cells, marks, releases}: ReleaseState): z.output<typeof Known> {
  return {
    hash,
    cells: [...cells].map(([key, {basis, isShown}]) => [key, basis, isShown]),
    marks: [...marks],
    releases: [...releases].map(([name, {snapshot, isIncomplete}]) => [
      name,
      snapshot,
      isIncomplete,
    ]),
  }
}

function fromStored({cells, marks, releases}: z.output<typeof Known>): ReleaseState {
  return {
    cells: new Map(cells.map(([key, basis, isShown]) => [key, {basis, isShown}])),
    marks: new Map(marks),
    releases: new Map(
      releases.map(([name, snapshot, isIncomplete]) => [name, {snapshot, isIncomplete}]),
    ),
  }
}

const NEWEST_REFERENCES_QUERY = defineQuery(`*[
  _type == "shopifyCustomerSnapshot" && site == $site && _id < $before
  && storeDomain == $storeDomain
] | order(_id desc)[0]{_id, references}`)

/** Snapshots of the site's former stores. They are deleted with the first snapshot of the present one. */
const OTHER_STORE_QUERY = defineQuery(`*[
  _type == "shopifyCustomerSnapshot" && site == $site && _id < $before
  && storeDomain != $storeDomain
] | order(_id asc)[0...500]._id`)

/** Reads the ids of snapshots of the site's former stores. */
export function readFormerSnapshots(
  {client}: FunctionServices,
  site: ServerSite,
  before: string,
  storeDomain: string,
): Promise<string[]> {
  return client.fetch<string[]>(
    OTHER_STORE_QUERY,
    {site: site.key, before, storeDomain},
    {tag: 'leads.refresh.other-store'},
  )
}

/**
 * Reads the references of a store's newest snapshot.
 *
 * @param before - id of the snapshot that is being taken
 * @throws BrokenSealError when they were changed: figures made without them could be subtracted
 */
export async function readReferences(
  {client, secrets}: FunctionServices,
  site: ServerSite,
  before: string,
  storeDomain: string,
): Promise<KnownReferences> {
  const newest = await client.fetch<{_id: string; references: string | null} | null>(
    NEWEST_REFERENCES_QUERY,
    {site: site.key, before, storeDomain},
    {tag: 'leads.refresh.references'},
  )
  if (!newest?.references) return new Map()
  const text = unseal(secrets(site, 'snapshot'), newest._id, newest.references)
  const stored = Stored.safeParse(JSON.parse(text))
  if (!stored.success) throw new BrokenSealError('The references cannot be read.')
  return new Map(stored.data.flatMap((each) => (each ? [[each.hash, fromStored(each)]] : [])))
}

/** Seals the references of a snapshot, with those of other rules, for its document. */
export function sealReferences(
  secret: string,
  snapshot: string,
  known: KnownReferences,
  hash: string,
  state: ReleaseState,
): string {
  const others = [...known].filter(([each]) => each !== hash)
  const rules: [string, ReleaseState][] = [...others.slice(1 - MAX_RULES), [hash, state]]
  const text = JSON.stringify(rules.map(([each, known]) => toStored(each, known)))
  return seal(secret, snapshot, text)
}
