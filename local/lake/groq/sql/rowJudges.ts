import type Database from 'better-sqlite3'
import {countWork} from '../workers/workMeter.ts'
import type {KeyValue} from '../indexes/keyValue.ts'

/** Judges a row by keys of its columns, in GROQ's three-valued logic. */
export type RowJudge = (keys: readonly unknown[]) => boolean | null

/** Functions that SQL calls for each row. */
export interface RowJudges {
  /**
   * SQL that is 1 where a judge says `wanted`, and 0 elsewhere.
   *
   * @param name - tells judges apart: of one name only the first is made, until all are forgotten
   * @param columns - SQL for the keys
   */
  condition(name: string, make: () => RowJudge, columns: readonly string[], wanted: boolean): string
  /** To be called before each query: statements of earlier ones are not run again. */
  forget(): void
}

const FUNCTION = 'judged'

/** What SQL is told. */
const VERDICTS: ReadonlyMap<boolean | null, KeyValue> = new Map([
  [true, 1],
  [false, 0],
  [null, 2],
])

/** Makes the function known to a connection. */
export function createRowJudges(database: Database.Database): RowJudges {
  const numbers = new Map<string, number>()
  let judges: RowJudge[] = []
  database.function(FUNCTION, {deterministic: true, varargs: true}, (number, ...keys) => {
    countWork()
    const judge = judges[Number(number)]
    if (!judge) throw new Error('A row was to be judged by what is forgotten')
    return VERDICTS.get(judge(keys))
  })
  return {
    condition(name, make, columns, wanted) {
      const number = numbers.get(name) ?? judges.push(make()) - 1
      numbers.set(name, number)
      return `${FUNCTION}(${[number, ...columns].join(', ')}) = ${wanted ? 1 : 0}`
    },
    forget() {
      numbers.clear()
      judges = []
    },
  }
}
