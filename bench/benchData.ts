import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {preparedInThread} from '../local/lake/store/preparedInThread.ts'
import {createSqliteStore} from '../local/lake/store/sqliteStore.ts'
import {LOCAL_DATASET} from '../local/ports.ts'
import {benchDocuments} from './benchDocuments.ts'

/** What was loaded, and how fast; `null` when it was there already. */
export interface Loading {
  documents: number
  seconds: number
}

const DOCUMENTS = new URL('./benchDocuments.ts', import.meta.url).href
/** Bulk loads of the measured job: so many documents a transaction. */
const BATCH = 5000

/**
 * Makes the data directory for so many leads below `.local/bench` unless it is there: a loading that
 * was cut off begins again.
 */
export async function prepareBenchData(
  leads: number,
  log: (line: string) => void,
): Promise<{directory: string; loading: Loading | null}> {
  const directory = join(import.meta.dirname, '..', '.local', 'bench', `leads-${leads}`)
  const finished = join(directory, 'finished')
  if (existsSync(finished)) return {directory, loading: null}
  log(`Making ${leads.toLocaleString('en')} leads in ${directory}`)
  rmSync(directory, {recursive: true, force: true})
  mkdirSync(directory, {recursive: true})
  const store = createSqliteStore({directory, access: {can: () => true}, log})
  try {
    store.createDataset(LOCAL_DATASET)
    const started = performance.now()
    const seconds = () => (performance.now() - started) / 1000
    const load = store.beginBulkLoad(LOCAL_DATASET, 'bench')
    const source = {module: DOCUMENTS, name: benchDocuments.name, options: leads}
    let count = 0
    for await (const batch of preparedInThread({source, stamp: load.stamp, batchSize: BATCH})) {
      load.write(batch)
      const before = count
      count += batch.length
      if (Math.floor(count / 100_000) === Math.floor(before / 100_000)) continue
      const total = Math.round(leads * 1.2).toLocaleString('en')
      log(
        `  ${count.toLocaleString('en')} of about ${total} documents, ${Math.round(count / seconds())} a second`,
      )
    }
    log('  Making the indexes')
    const {loaded} = load.finish()
    const loading = {documents: loaded, seconds: seconds()}
    store.close()
    writeFileSync(finished, new Date().toISOString())
    return {directory, loading}
  } catch (error) {
    store.close()
    throw error
  }
}
