import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import {dirname, join} from 'node:path'

/** A data directory that a run may write to. */
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

/** Takes away what runs left that were cut off. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(name.slice(PREFIX.length))
    if (name.startsWith(PREFIX) && !isRunning(pid)) rmSync(join(parent, name), {recursive: true})
  }
}

/**
 * Copies a data directory beside itself, so that every run starts from the same documents, whatever
 * runs before it wrote. Where the file system can, the copy takes no room.
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
