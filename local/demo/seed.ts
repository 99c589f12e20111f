import {personKey, siteSecret} from '../../core/people/keys.ts'
import type {Caller} from '../lake/access/lakeCaller.ts'
import type {LakeStore} from '../lake/store/lakeStore.ts'
import {loadFromSource} from '../lake/store/loadFromSource.ts'
import {LOCAL_SECRET} from '../secret.ts'
import {DEMO_SITES, demoDocuments, type DemoOptions} from './demoDocuments.ts'
import {demoOrigins} from './sites/demoSite.ts'

/** Id of the document that records which demo data a dataset holds. Only superadmins can read it. */
export const DEMO_MARKER_ID = 'local.demo-data'

const DOCUMENTS = new URL('./demoDocuments.ts', import.meta.url).href

/** Demo data can't be added to the dataset. The message says what to do. */
export class DemoSeedError extends Error {
  override readonly name = 'DemoSeedError'
}

/** Progress of a seeding. */
export interface SeedProgress {
  documents: number
  /** Documents a second so far. */
  rate: number
}

/** What {@link seedDemoData} needs. */
export interface SeedOptions {
  store: LakeStore
  dataset: string
  /** Who writes; a robot or the superadmin. */
  caller: Caller
  leads: number
  now: Date
  /** Base of the demo pages, as `http://localhost:3904`. */
  siteUrl: string
  secret?: string
  /** Monotonic clock in milliseconds, for the rate. */
  clock?: () => number
  onProgress?: (progress: SeedProgress) => void
}

/** What {@link seedDemoData} did. */
export interface SeedResult {
  /** Leads the dataset was seeded with, now or before. */
  leads: number
  /** Documents written by this call; 0 when everything was there. */
  written: number
}

interface Marker {
  leads: number
  now: string
  secret: string
  finished: boolean
}

function readMarker(store: LakeStore, dataset: string): Marker | null {
  const found = store.getDocument(dataset, DEMO_MARKER_ID)
  if (!found) return null
  const {leads, now, secret, finished} = found
  const valid = typeof leads === 'number' && typeof now === 'string' && typeof secret === 'string'
  if (!valid) {
    throw new DemoSeedError(`The document ${DEMO_MARKER_ID} is damaged. Start with --fresh.`)
  }
  return {leads, now, secret, finished: finished === true}
}

/**
 * Sets the demo sites to the demo pages of this start, whose port may have changed. Other changes of the
 * registry stay.
 */
async function pointSites(options: SeedOptions): Promise<void> {
  const {store, dataset, caller, siteUrl} = options
  const mutations = DEMO_SITES.flatMap(({key}) => {
    const site = store.getDocument(dataset, `site.${key}`)
    const publicUrl = `${siteUrl}/${key}`
    if (!site || site['publicUrl'] === publicUrl) return []
    const origins: unknown[] = Array.isArray(site['allowedOrigins']) ? site['allowedOrigins'] : []
    const kept = origins.filter((origin) => !String(origin).startsWith('http://'))
    const allowedOrigins = Array.from(new Set([...kept, ...demoOrigins(key, [], siteUrl)]))
    return [{patch: {id: site._id, set: {publicUrl, allowedOrigins}}}]
  })
  if (mutations.length > 0) await store.commit({dataset, caller, mutations})
}

/** Loads the documents that are missing, and returns their number. */
async function loadDocuments(options: SeedOptions, demo: DemoOptions): Promise<number> {
  const {store, dataset, caller, clock = () => performance.now(), onProgress} = options
  const started = clock()
  const {loaded} = await loadFromSource(store, dataset, {
    author: caller.id,
    source: {module: DOCUMENTS, name: demoDocuments.name, options: demo},
    onBatch: (documents) => {
      const seconds = Math.max(0.001, (clock() - started) / 1000)
      onProgress?.({documents, rate: Math.round(documents / seconds)})
    },
  })
  return loaded
}

/**
 * Fills a dataset with demo data. Existing documents stay; a larger number adds people, a smaller one
 * changes nothing, and an interrupted seeding is completed. The reference day is that of the first
 * seeding.
 *
 * @throws DemoSeedError when the dataset was seeded under another secret
 */
export async function seedDemoData(options: SeedOptions): Promise<SeedResult> {
  const {store, dataset, caller, leads, siteUrl, secret = LOCAL_SECRET} = options
  const fingerprint = personKey(siteSecret(secret, 'demo-data', 'person-key'), 'fingerprint')
  const marker = readMarker(store, dataset)
  if (marker && marker.secret !== fingerprint) {
    throw new DemoSeedError(
      'The demo data was created with another LEADS_SECRET, so its people would not be recognised. Set that secret, or start with --fresh.',
    )
  }
  if (marker?.finished && marker.leads >= leads) {
    await pointSites(options)
    return {leads: marker.leads, written: 0}
  }
  const total = Math.max(leads, marker?.leads ?? 0)
  const now = marker ? new Date(marker.now) : options.now
  const mark = (finished: boolean) =>
    store.commit({
      dataset,
      caller,
      mutations: [
        {
          createOrReplace: {
            _id: DEMO_MARKER_ID,
            _type: 'localDemoData',
            leads: total,
            now: now.toISOString(),
            secret: fingerprint,
            finished,
          },
        },
      ],
    })
  await mark(false)
  const loaded = await loadDocuments(options, {leads: total, now, siteUrl, secret})
  await pointSites(options)
  await mark(true)
  return {leads: total, written: loaded}
}
