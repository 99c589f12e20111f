import {createWriteStream, mkdirSync} from 'node:fs'
import {join} from 'node:path'

/** A server's line about one request; interesting when something is wrong, noise otherwise. */
const REQUEST_LINE = /^(GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD) \S+ (\d{3}) /

/** Where the lines of a stack's parts go. */
export interface StackLog {
  /** Log of one part. */
  part(name: string): (line: string) => void
  close(): void
}

/** Whether a line belongs on the screen: all but the requests that went as they should. */
export function isWorthShowing(line: string): boolean {
  const status = REQUEST_LINE.exec(line)?.[2]
  return status === undefined || Number(status) >= 500
}

/**
 * Keeps each part's whole log in a file of its own, started anew each time, and shows on the screen
 * what a person should see.
 *
 * @param directory - of the log files; made if missing
 * @param show - takes a line for the screen
 */
export function createStackLog(directory: string, show: (line: string) => void): StackLog {
  mkdirSync(directory, {recursive: true})
  const files: {end: () => void}[] = []
  return {
    part(name) {
      const file = createWriteStream(join(directory, `${name}.log`))
      files.push(file)
      return (line) => {
        file.write(`${line}\n`)
        if (isWorthShowing(line)) show(`${name}: ${line}`)
      }
    },
    close() {
      for (const file of files) file.end()
    },
  }
}
