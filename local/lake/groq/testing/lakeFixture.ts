import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import Database from 'better-sqlite3'
import {DATASET_SCHEMA} from '../../store/schema.ts'
import {answerQuery} from '../answerQuery.ts'
import {parseGroq} from '../groqNode.ts'
import {openDatasetIndexes} from '../indexes/datasetIndexes.ts'
import {productIndexPlan} from '../indexes/indexPlan.ts'
import {openLakeFile} from '../indexes/lakeFile.ts'
import type {Perspective} from '../perspective.ts'
import type {QueryDocument} from '../queryDocument.ts'
import {createExplanation, type ExplainedQuery} from '../rows/explain.ts'
import type {SearchLimits} from '../sql/lakeSearch.ts'

/** A dataset with indexes and nothing around it, for tests. */
export interface LakeFixture {
  /** Makes the documents the dataset's only ones, by creating, changing and removing documents. */
  become(documents: readonly QueryDocument[]): void
  /** Answers a query as the superadmin, or under a grant's filter. */
  ask(
    query: string,
    options?: {
      params?: Record<string, unknown>
      perspective?: Perspective
      now?: string
      grant?: {filter: string; mayRead: (document: QueryDocument) => boolean}
      limits?: SearchLimits
    },
  ): {json: string; explained: ExplainedQuery}
  dispose(): void
}

const EVERYTHING = {filter: 'true', mayRead: () => true}

/**
 * Creates an empty dataset in a directory of its own.
 *
 * @param generationSize - documents of a partition after which it gets another generation
 */
export function createLakeFixture(generationSize?: number): LakeFixture {
  const directory = mkdtempSync(join(tmpdir(), 'lake-sql-'))
  const path = join(directory, 'dataset.sqlite')
  const database = new Database(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = OFF')
  database.exec(DATASET_SCHEMA)
  const indexes = openDatasetIndexes(database, productIndexPlan(), () => undefined, generationSize)
  const file = openLakeFile(path)
  const upsert = database
    .prepare<unknown[], number>(
      `INSERT INTO documents (id, type, rev, created, updated, version, json)
       VALUES (?, ?, ?, '', '', 0, ?) ON CONFLICT (id) DO UPDATE SET
       type = excluded.type, rev = excluded.rev, json = excluded.json RETURNING n`,
    )
    .pluck()
  const remove = database
    .prepare<[string], number>('DELETE FROM documents WHERE id = ? RETURNING n')
    .pluck()
  let known = new Map<string, QueryDocument>()
  let revision = 0

  return {
    become: database.transaction((documents: readonly QueryDocument[]) => {
      const wanted = new Map(documents.map((document) => [document._id, document]))
      revision += 1
      for (const [id, before] of known) {
        if (wanted.has(id)) continue
        const n = remove.get(id)
        if (n !== undefined) indexes.removed(n, before)
      }
      for (const [id, after] of wanted) {
        const before = known.get(id)
        if (before && JSON.stringify(before) === JSON.stringify(after)) continue
        const n = upsert.get(id, after._type, String(revision), JSON.stringify(after)) ?? 0
        if (before) indexes.changed(n, before, after)
        else indexes.added(n, after)
      }
      known = wanted
    }),
    ask(text, {params = {}, perspective, now, grant = EVERYTHING, limits} = {}) {
      const explanation = createExplanation()
      const query = {text, params, now: now ?? '2026-05-04T03:02:01.000Z', identity: 'me'}
      const json = answerQuery(
        file,
        {...query, projectId: 'local', dataset: 'test'},
        {
          perspective: perspective ?? {kind: 'raw', versions: true},
          filter: {condition: parseGroq(grant.filter), mayRead: grant.mayRead},
        },
        explanation,
        limits,
      )
      return {json, explained: explanation.result()}
    },
    dispose() {
      file.close()
      database.close()
      rmSync(directory, {recursive: true, force: true})
    },
  }
}
