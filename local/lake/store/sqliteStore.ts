import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import Database from 'better-sqlite3'
import type {AccessControl} from '../access/lakeCaller.ts'
import {badRequest, LakeError} from '../lakeError.ts'
import {openDataset, type Dataset} from './dataset.ts'
import type {LakeChange} from './lakeChange.ts'
import type {LakeStore} from './lakeStore.ts'
import {openProjectFile, type ProjectFile} from './projectFile.ts'
import {randomId} from './randomId.ts'

export interface SqliteStoreOptions {
  /** Directory of the files; created if missing. One store at a time may use it. */
  directory: string
  /** Checks every document that a mutation would touch. */
  access: Pick<AccessControl, 'can'>
  /** ISO 8601 of now. */
  now?: () => string
  /** A random id for transactions and documents. */
  newId?: () => string
  /** Whether a damaged file stops the start (the default) or is renamed and replaced. */
  onBroken?: 'fail' | 'setAside'
  /** Called on each dataset's writing connection once it is open. */
  prepareDataset?: (database: Database.Database) => void
  /** Milliseconds by which queries lag behind writes that don't wait for the index; 0 by default. */
  queryLagMs?: number
  log?: (message: string) => void
}

/** Names of datasets: https://www.sanity.io/docs/datasets */
const DATASET_NAME = /^(~[a-z0-9]|[a-z0-9])[-_a-z0-9]{0,62}[a-z0-9_]?$/

/** Whether a string may name a dataset: 1 to 64 lower-case letters, digits, `_` and `-`. */
function isDatasetName(name: string): boolean {
  return name.length <= 64 && DATASET_NAME.test(name)
}

/**
 * Opens the durable store: one SQLite file per dataset and one for their list. A commit is acknowledged
 * after it is synced to disk, so it survives a kill and a power cut; commits that arrive together share
 * one sync.
 *
 * @throws BrokenFileError for a damaged file; Error when another process uses the directory
 */
export function createSqliteStore(options: SqliteStoreOptions): LakeStore {
  const {directory, access, prepareDataset} = options
  const now = options.now ?? (() => new Date().toISOString())
  const log = options.log ?? (() => undefined)
  const files = {now, log, onBroken: options.onBroken ?? ('fail' as const)}
  let ticks = 0
  const listeners = new Set<(changes: LakeChange[]) => void>()

  const onCommit = (changes: LakeChange[]) => {
    for (const listener of listeners) {
      try {
        listener(changes)
      } catch (error) {
        log(`A listener failed: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  const open = (name: string): Dataset =>
    openDataset(name, project.fileOf(name), {
      ...files,
      onCommit,
      tick: () => (ticks += 1),
      can: (caller, permission, document) => access.can(caller, permission, document),
      newId: options.newId ?? randomId,
      queryLagMs: options.queryLagMs ?? 0,
      queryFile: join(directory, `queries-${name}.sqlite`),
      ...(prepareDataset ? {prepareDataset} : {}),
    })

  mkdirSync(directory, {recursive: true})
  const datasets = new Map<string, Dataset>()
  /** Functions that close what is open, in the order of opening. */
  const closers = [lockDirectory(directory)]
  const close = () => {
    for (const opened of datasets.values()) opened.close()
    datasets.clear()
    for (const closePart of closers.splice(0).reverse()) closePart()
  }
  let project: ProjectFile
  try {
    project = openProjectFile(directory, files)
    closers.push(() => project.close())
    for (const {name} of project.list()) datasets.set(name, open(name))
  } catch (error) {
    close()
    throw error
  }

  const dataset = (name: string): Dataset => {
    const found = datasets.get(name)
    if (!found) throw unknownDataset(name)
    return found
  }

  return {
    hasDataset: (name) => datasets.has(name),
    listDatasets: () => project.list(),
    createDataset: (name, aclMode = 'private') => {
      if (!isDatasetName(name)) {
        throw badRequest(
          `Invalid dataset name "${name}": use 1 to 64 lower-case letters, digits, "-" and "_", starting with a letter or digit`,
        )
      }
      if (datasets.has(name)) {
        throw LakeError.http(409, 'Conflict', `Dataset "${name}" already exists`)
      }
      datasets.set(name, open(name))
      project.add({name, aclMode, createdAt: now()})
    },
    setAclMode: (name, aclMode) => {
      dataset(name)
      project.setAclMode(name, aclMode)
    },
    deleteDataset: (name) => {
      dataset(name).close()
      datasets.delete(name)
      project.remove(name)
    },
    databaseFile: (name) => {
      dataset(name)
      return project.fileOf(name)
    },
    queryState: (name) => dataset(name).queryState(),
    getDocument: (name, id) => dataset(name).getDocument(id),
    versionIds: (name, publishedId) => dataset(name).versionIds(publishedId),
    scanDocuments: (name, options) => dataset(name).scanDocuments(options),
    transactions: (name, filter) => dataset(name).transactions(filter),
    transactionSummaries: (name, filter) => dataset(name).transactionSummaries(filter),
    documentAt: (name, id, point) => dataset(name).documentAt(id, point),
    bulkLoad: (name, documents, options) => dataset(name).bulkLoad(documents, options),
    beginBulkLoad: (name, author) => dataset(name).beginBulkLoad(author),
    lastSeq: (name) => dataset(name).lastSeq(),
    typeRevision: (name, type) => dataset(name).typeRevision(type),
    changesAfter: (name, seq, limit, options) => dataset(name).changesAfter(seq, limit, options),
    positionCode: (name) => dataset(name).positionCode,
    // An unknown dataset rejects like every other failure of a commit.
    commit: async (request) => dataset(request.dataset).commit(request),
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
  }
}

/** 404 with the hosted API's text for a dataset that does not exist. */
function unknownDataset(name: string): LakeError {
  return LakeError.http(404, 'Not Found', `Dataset "${name}" not found`)
}

/**
 * Locks a data directory for this process, by an operating system lock on a small file, which ends
 * with the process however that ends.
 *
 * @returns a function that releases the directory
 * @throws Error when another process holds it
 */
function lockDirectory(directory: string): () => void {
  const database = new Database(join(directory, 'lock.sqlite'), {timeout: 0})
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw new Error(
      `Another lake is using the data directory ${directory}. Stop it, or start this one with another --data directory.`,
      {cause: error},
    )
  }
  return () => database.close()
}
