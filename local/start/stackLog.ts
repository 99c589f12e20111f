import {createWriteStream, mkdirSync} from 'node:fs'
import {join} from 'node:path'

/** A server's line about one request; shown only when it failed. */
const REQUEST_LINE = /^(GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD) \S+ (\d{3}) /

/** Where the lines of a stack's parts go. */
export interface StackLog {
  /** Log of one part. */
  part(name: string): (line: string) => void
  close(): void
}

/** Whether to show a line on the screen: all but successful requests. */
export function isWorthShowing(line: string): boolean {
  const status = REQUEST_LINE.exec(line)?.[2]
  return status === undefined || Number(status) >= 500
}

/**
 * Writes the log of each part to a new file, and shows the important lines on the screen.
 *
 * @param directory - of the log files; created if missing
 * @param show - shows a line on the screen
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
