import {statSync} from 'node:fs'
import type {PoolJob} from './workers/queryPool.ts'

/** Answers that are kept. */
export interface AnswerCache {
  get(key: string): string | undefined
  set(key: string, json: string): void
}

/** The longest answer that is kept, and all answers together, in characters. */
const MAX_ANSWER = 1024 * 1024
const MAX_ALL = 32 * 1024 * 1024

/** Keeps the answers that were used last. */
export function createAnswerCache(): AnswerCache {
  const answers = new Map<string, string>()
  let size = 0
  const drop = (key: string) => {
    size -= key.length + (answers.get(key)?.length ?? 0)
    answers.delete(key)
  }
  return {
    get(key) {
      const json = answers.get(key)
      if (json === undefined) return undefined
      answers.delete(key)
      answers.set(key, json)
      return json
    },
    set(key, json) {
      if (answers.has(key)) drop(key)
      if (key.length + json.length > MAX_ANSWER) return
      answers.set(key, json)
      size += key.length + json.length
      for (const oldest of answers.keys()) {
        if (size <= MAX_ALL) break
        drop(oldest)
      }
    },
  }
}

/**
 * A text of everything that a query's answer depends on, with the state of the dataset.
 *
 * @param seq - position of the newest change in the log
 * @returns `null` for a query whose answer can't be kept
 */
export function answerKey(job: PoolJob, seq: number): string | null {
  const {query, params, reader, perspective, file} = job
  if (query === null || PERSONAL.test(query)) return null
  const grants = reader.grants.filter(({permissions}) => permissions.includes('read'))
  const filters = grants.map(({filter}) => filter)
  if (filters.some((filter) => PERSONAL.test(filter))) return null
  // A dataset that was deleted and created again has another file at the same path.
  const made = statSync(file, {throwIfNoEntry: false})
  if (!made) return null
  const {ino, birthtimeMs} = made
  return JSON.stringify([
    file,
    ino,
    birthtimeMs,
    seq,
    reader.administrator,
    filters,
    perspective,
    query,
    params,
  ])
}

/** Functions that give another answer to another caller, or at another time. */
const PERSONAL = /\b(?:now|identity)\s*\(|\buser\s*::/
