import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {
  CHECKPOINT_TYPE,
  parseCheckpoint,
  type SignedCheckpoint,
} from '../../core/audit/signedHeads.ts'
import type {FunctionServices} from './functionServices.ts'
import type {HeadsEnv} from './serverEnv.ts'

const TAG = 'leads.heads'
/** Checkpoints to read at a time. */
const STEP = 50

/**
 * The dataset that stores the checkpoints, in a project of its own where one is configured, so that
 * nobody who can change the trails can change these too.
 */
export interface HeadsStore {
  client: SanityClient
  /** `<project>/<dataset>` of the trails. */
  store: string
}

/** The store of checkpoints for the dataset of a client. */
export function headsStore(
  client: SanityClient,
  {projectId, dataset, token}: Pick<HeadsEnv, 'projectId' | 'dataset' | 'token'>,
): HeadsStore {
  const config = client.config()
  return {
    store: `${config.projectId ?? ''}/${config.dataset ?? ''}`,
    client: client.withConfig({
      dataset,
      ...(projectId === undefined ? {} : {projectId}),
      ...(token === undefined ? {} : {token}),
    }),
  }
}

/** {@link headsStore} of a function. */
export function headsStoreOf({client, env}: FunctionServices): HeadsStore {
  return headsStore(client, env.heads)
}

/** Id of a checkpoint. It sorts as numbers do, and its dots keep it from readers without a token. */
function checkpointId(store: string, number: number): string {
  return `heads.${store.replace('/', '.')}.${String(number).padStart(12, '0')}`
}

/**
 * Reads checkpoints by their ids, from a number on, up to the first that is missing.
 *
 * @param from - number of the first
 */
export async function readCheckpoints(
  {client, store}: HeadsStore,
  from = 1,
): Promise<SignedCheckpoint[]> {
  const read: SignedCheckpoint[] = []
  for (;;) {
    const ids = Array.from({length: STEP}, (_, index) =>
      checkpointId(store, from + read.length + index),
    )
    const found = await client.getDocuments(ids, {tag: TAG})
    for (const document of found) {
      if (!document) return read
      const data = parseCheckpoint(document)
      // Verifying reports the number of an unreadable document as missing.
      if (!data) return read
      read.push(data)
    }
  }
}

const NEWEST_QUERY = defineQuery(`*[
  _type == "auditCheckpoint" && store == $store
] | order(number desc)[0].number`)

/** The newest checkpoint. A query may not see it yet, so it reads on by id from what the query found. */
export async function newestCheckpoint(heads: HeadsStore): Promise<SignedCheckpoint | null> {
  const {client, store} = heads
  const found: unknown = await client.fetch<unknown>(NEWEST_QUERY, {store}, {tag: TAG})
  const from = typeof found === 'number' ? found : 1
  return (await readCheckpoints(heads, from)).at(-1) ?? null
}

/**
 * Stores a checkpoint with `create`: the store refuses one of two writers of one number.
 *
 * @throws whatever writing throws
 */
export async function keepCheckpoint(
  {client, store}: HeadsStore,
  checkpoint: SignedCheckpoint,
): Promise<void> {
  const {heads, ...rest} = checkpoint
  const document = {
    _id: checkpointId(store, checkpoint.number),
    _type: CHECKPOINT_TYPE,
    ...rest,
    heads: heads.map((head) => ({_key: head.chain, ...head})),
  }
  await client.create(document, {tag: TAG, visibility: 'async', returnDocuments: false})
}
