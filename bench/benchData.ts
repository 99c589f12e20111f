import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {loadFromSource} from '../local/lake/store/loadFromSource.ts'
import {createSqliteStore} from '../local/lake/store/sqliteStore.ts'
import {LOCAL_DATASET} from '../local/ports.ts'
import {auditDocuments} from './auditDocuments.ts'
import {benchDocuments} from './benchDocuments.ts'
import {type BenchRow, formatCount} from './benchRow.ts'

/** How many documents were loaded, and how fast. */
export interface Loading {
  documents: number
  seconds: number
}

const LEADS = new URL('./benchDocuments.ts', import.meta.url).href
const EVENTS = new URL('./auditDocuments.ts', import.meta.url).href

/** Documents from an exported generator that takes their number. */
interface DocumentSource {
  /** Name of the data directory. */
  name: string
  module: string
  generator: string
  /** Approximate number of documents. */
  total: number
}

/**
 * Creates a data directory below `.local/bench` unless it exists. An interrupted loading starts again.
 */
async function prepareData(
  {name, module, generator, total}: DocumentSource,
  options: number,
  log: (line: string) => void,
): Promise<{directory: string; loading: Loading | null}> {
  const directory = join(import.meta.dirname, '..', '.local', 'bench', name)
  const finished = join(directory, 'finished')
  if (existsSync(finished)) return {directory, loading: null}
  log(`Creating ${name} in ${directory}`)
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
      onWritten: () => log('  Creating the indexes'),
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

/** Creates the data directory for a number of leads, or finds it. */
export function prepareBenchData(leads: number, log: (line: string) => void) {
  const source = {
    name: `leads-${leads}`,
    module: LEADS,
    generator: benchDocuments.name,
    total: leads * 1.2,
  }
  return prepareData(source, leads, log)
}

/** Creates the data directory of an audit trail with a number of events, or finds it. */
export function prepareAuditData(events: number, log: (line: string) => void) {
  const source = {
    name: `audit-${events}`,
    module: EVENTS,
    generator: auditDocuments.name,
    total: events,
  }
  return prepareData(source, events, log)
}

/** A data directory that a run can write to. */
export interface BenchCopy {
  directory: string
  remove(): void
}

const PREFIX = 'run-'

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Removes the copies of interrupted runs. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(name.slice(PREFIX.length))
    if (name.startsWith(PREFIX) && !isRunning(pid)) rmSync(join(parent, name), {recursive: true})
  }
}

/**
 * Copies a data directory beside itself, so that every run starts from the same documents. Where the file
 * system can, the copy takes no space.
 */
export function copyBenchData(directory: string): BenchCopy {
  const parent = dirname(directory)
  removeAbandoned(parent)
  const copy = join(parent, `${PREFIX}${process.pid}`)
  const remove = () => rmSync(copy, {recursive: true, force: true})
  mkdirSync(copy)
  try {
    for (const name of readdirSync(directory)) {
      const file = join(directory, name)
      if (!existsSync(file) || !statSync(file).isFile()) continue
      copyFileSync(file, join(copy, name), constants.COPYFILE_FICLONE)
    }
  } catch (error) {
    remove()
    throw error
  }
  return {directory: copy, remove}
}

/** Leads to measure loading with. */
const LOADED_LEADS = 60_000

function loadRow({documents, seconds}: Loading): BenchRow {
  const each = (seconds * 1000 * 5000) / documents
  const perSecond = documents / seconds
  return {
    name: 'bulk load, 5,000 documents',
    median: each,
    p95: each,
    target: {text: '>= 30,000/s', met: perSecond >= 30_000},
    note: `${formatCount(documents)} documents, ${formatCount(perSecond)} a second, with indexes`,
  }
}

/**
 * The rate of loading documents.
 *
 * @param directory - of the bench data: others are created beside it
 */
export async function loadRows(directory: string, loading: Loading | null): Promise<BenchRow[]> {
  if (loading) return [loadRow(loading)]
  const own = join(directory, '..', `leads-${LOADED_LEADS}`)
  rmSync(own, {recursive: true, force: true})
  const fresh = await prepareBenchData(LOADED_LEADS, () => undefined)
  rmSync(own, {recursive: true, force: true})
  return fresh.loading ? [loadRow(fresh.loading)] : []
}
