import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {loadFromSource} from '../local/lake/store/loadFromSource.ts'
import {createSqliteStore} from '../local/lake/store/sqliteStore.ts'
import {LOCAL_DATASET} from '../local/ports.ts'
import {auditDocuments} from './auditDocuments.ts'
import {benchDocuments} from './benchDocuments.ts'

/** What was loaded, and how fast; `null` when it was there already. */
export interface Loading {
  documents: number
  seconds: number
}

const LEADS = new URL('./benchDocuments.ts', import.meta.url).href
const EVENTS = new URL('./auditDocuments.ts', import.meta.url).href

/** Documents that are made by an exported generator, which takes their number. */
interface DocumentSource {
  /** What the data directory is called. */
  name: string
  module: string
  generator: string
  /** About how many documents it makes. */
  total: number
}

/**
 * Makes a data directory below `.local/bench` unless it is there: a loading that was cut off begins
 * again.
 */
async function prepareData(
  {name, module, generator, total}: DocumentSource,
  options: number,
  log: (line: string) => void,
): Promise<{directory: string; loading: Loading | null}> {
  const directory = join(import.meta.dirname, '..', '.local', 'bench', name)
  const finished = join(directory, 'finished')
  if (existsSync(finished)) return {directory, loading: null}
  log(`Making ${name} in ${directory}`)
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
      source: {module, name: generator, options},
      onBatch: (count) => {
        if (count - reported < 100_000) return
        reported = count
        const rate = Math.round(count / seconds())
        const of = `${count.toLocaleString('en')} of about ${Math.round(total).toLocaleString('en')}`
        log(`  ${of} documents, ${rate} a second`)
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

/** Makes the data directory for so many leads, or finds it. */
export function prepareBenchData(leads: number, log: (line: string) => void) {
  const source = {
    name: `leads-${leads}`,
    module: LEADS,
    generator: benchDocuments.name,
    total: leads * 1.2,
  }
  return prepareData(source, leads, log)
}

/** Makes the data directory of a site's audit trail with so many events, or finds it. */
export function prepareAuditData(events: number, log: (line: string) => void) {
  const source = {
    name: `audit-${events}`,
    module: EVENTS,
    generator: auditDocuments.name,
    total: events,
  }
  return prepareData(source, events, log)
}
