import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {loadFromSource} from '../local/lake/store/loadFromSource.ts'
import {createSqliteStore} from '../local/lake/store/sqliteStore.ts'
import {LOCAL_DATASET} from '../local/ports.ts'
import {benchDocuments} from './benchDocuments.ts'

/** What was loaded, and how fast; `null` when it was there already. */
export interface Loading {
  documents: number
  seconds: number
}

const DOCUMENTS = new URL('./benchDocuments.ts', import.meta.url).href

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
    let reported = 0
    const {loaded} = await loadFromSource(store, LOCAL_DATASET, {
      author: 'bench',
      source: {module: DOCUMENTS, name: benchDocuments.name, options: leads},
      onBatch: (count) => {
        if (count - reported < 100_000) return
        reported = count
        const total = Math.round(leads * 1.2).toLocaleString('en')
        const rate = Math.round(count / seconds())
        log(`  ${count.toLocaleString('en')} of about ${total} documents, ${rate} a second`)
      },
      onWritten: () => log('  Making the indexes'),
    })
    const loading = {documents: loaded, seconds: seconds()}
    store.close()
    writeFileSync(finished, new Date().toISOString())
    return {directory, loading}
  } catch (error) {
    store.close()
    throw error
  }
}
