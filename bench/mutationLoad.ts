import {setTimeout} from 'node:timers/promises'
import {z} from 'zod'
import {BENCH_SITE, ENGAGEMENT, STATUSES, TAGS} from './benchDocuments.ts'
import type {LakeRequests} from './lakeRequests.ts'

/** The part of a document that the load uses. */
const DOCUMENT = z.looseObject({_id: z.string(), _type: z.string()})
type Document = z.infer<typeof DOCUMENT>

/** A document before and after a mutation. */
export interface LoadedChange {
  transactionId: string
  documentId: string
  before: Document | null
  after: Document
}

/** Result of the load. */
export interface Load {
  changes: LoadedChange[]
  /** Mutations a second that were accepted. */
  perSecond: number
  failed: number
}

/** Mutations of one transaction, and connections that send them. */
const A_TRANSACTION = 10
const CONNECTIONS = 8

/** Reads the leads that the load changes, so that it knows their states after each mutation. */
export async function loadTargets(lake: LakeRequests, count: number): Promise<Document[]> {
  const query = `*[_type == "lead" && site == $site] | order(_id asc)[0...${count}]`
  const {result} = await lake.ask({query, params: {site: BENCH_SITE}})
  return z.array(DOCUMENT).parse(result)
}

/** The fields that a mutation sets, by its number. */
function fieldsOf(number: number): Record<string, unknown> {
  return {
    status: STATUSES[number % 5],
    score: (number * 37) % 101,
    engagement: ENGAGEMENT[(number * 11) % 6],
    ...(number % 3 === 0 && {tags: TAGS.filter((_, index) => (number >> index) % 5 === 0)}),
    ...(number % 50 === 0 && {owner: `o${number % 200}`}),
  }
}

/**
 * Sends mutations at a rate, over several connections: patches, and some new leads. Each connection
 * has its own documents, so that their order is known.
 *
 * @param run - part of the ids of this load
 */
export async function sendLoad(
  lake: LakeRequests,
  targets: readonly Document[],
  {perSecond, seconds, run}: {perSecond: number; seconds: number; run: string},
): Promise<Load> {
  const changes: LoadedChange[] = []
  const transactions = Math.round((perSecond * seconds) / A_TRANSACTION)
  const interval = 1000 / (perSecond / A_TRANSACTION)
  const started = performance.now()
  let failed = 0
  let accepted = 0

  const connection = async (own: number) => {
    const documents = targets.filter((_, index) => index % CONNECTIONS === own)
    let next = 0
    for (let number = own; number < transactions; number += CONNECTIONS) {
      const wait = started + number * interval - performance.now()
      if (wait > 0) await setTimeout(wait)
      const transactionId = `bench-${run}-${number}`
      const mutations = Array.from({length: A_TRANSACTION}, (_, index) => {
        const fields = fieldsOf(number * A_TRANSACTION + index)
        if (index === 0) {
          const created = {
            _id: `${BENCH_SITE}.lead.${transactionId}`,
            _type: 'lead',
            site: BENCH_SITE,
            name: `Invented ${number}`,
            ...fields,
          }
          changes.push({transactionId, documentId: created._id, before: null, after: created})
          return {create: created}
        }
        const place = next % documents.length
        next += 1
        const before = documents[place]
        if (!before) throw new Error('There are too few leads to change')
        const after = {...before, ...fields}
        documents[place] = after
        changes.push({transactionId, documentId: before._id, before, after})
        return {patch: {id: before._id, set: fields}}
      })
      try {
        await lake.mutate(mutations, transactionId)
        accepted += mutations.length
      } catch {
        failed += 1
      }
    }
  }

  await Promise.all(Array.from({length: CONNECTIONS}, (_, own) => connection(own)))
  const took = (performance.now() - started) / 1000
  return {changes, perSecond: accepted / took, failed}
}
