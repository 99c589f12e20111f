import type Database from 'better-sqlite3'
import {countWork} from '../workers/workMeter.ts'
import type {KeyValue} from './keyValue.ts'

/** Evaluates a condition on the keys of a row's columns, in GROQ's three-valued logic. */
export type RowFunction = (keys: readonly unknown[]) => boolean | null

/** Conditions in JavaScript that SQL calls for each row. */
export interface RowFunctions {
  /**
   * SQL that is 1 where a function gives `wanted`, and 0 elsewhere.
   *
   * @param name - identifies the function: `make` is called once for each name and query
   * @param columns - SQL for the keys
   */
  condition(
    name: string,
    make: () => RowFunction,
    columns: readonly string[],
    wanted: boolean,
  ): string
  /** Must be called before each query: it drops the functions of the last one. */
  forget(): void
}

const SQL_FUNCTION = 'evaluated'

/** Results as SQL sees them. */
const RESULTS: ReadonlyMap<boolean | null, KeyValue> = new Map([
  [true, 1],
  [false, 0],
  [null, 2],
])

/** Registers the SQL function with a connection. */
export function createRowFunctions(database: Database.Database): RowFunctions {
  const numbers = new Map<string, number>()
  let functions: RowFunction[] = []
  database.function(SQL_FUNCTION, {deterministic: true, varargs: true}, (number, ...keys) => {
    countWork()
    const evaluate = functions[Number(number)]
    if (!evaluate) throw new Error('A statement calls a row function of an earlier query')
    return RESULTS.get(evaluate(keys))
  })
  return {
    condition(name, make, columns, wanted) {
      const number = numbers.get(name) ?? functions.push(make()) - 1
      numbers.set(name, number)
      return `${SQL_FUNCTION}(${[number, ...columns].join(', ')}) = ${wanted ? 1 : 0}`
    },
    forget() {
      numbers.clear()
      functions = []
    },
  }
}
