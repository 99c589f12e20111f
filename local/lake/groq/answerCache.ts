import {statSync} from 'node:fs'
import type {PoolJob} from './workers/queryPool.ts'

/** Answers that may be given again. */
export interface AnswerCache {
  get(key: string): string | undefined
  set(key: string, json: string): void
}

/** Longer answers are not kept, and no more than this of all together, in characters. */
const MAX_ANSWER = 1024 * 1024
const MAX_ALL = 32 * 1024 * 1024

/** Functions whose answer is another for another caller or at another time. */
const PERSONAL = /\b(?:now|identity)\s*\(|\buser\s*::/

/**
 * The name of a query's answer: whatever it depends on, with the state of the dataset.
 *
 * @param seq - position of the newest change, which every write moves
 * @returns `null` for a query whose answer cannot be kept
 */
export function answerKey(job: PoolJob, seq: number): string | null {
  const {query, params, reader, perspective, file} = job
  if (query === null || PERSONAL.test(query)) return null
  const grants = reader.grants.filter(({permissions}) => permissions.includes('read'))
  const filters = grants.map(({filter}) => filter)
  if (filters.some((filter) => PERSONAL.test(filter))) return null
  // A dataset that was deleted and made anew has another file at the same path.
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

/** Keeps the answers that were asked for last. */
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
