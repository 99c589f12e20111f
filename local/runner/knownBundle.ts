import {readFileSync, statSync} from 'node:fs'
import {rename, writeFile} from 'node:fs/promises'
import {z} from 'zod'

/** A bundle that was made before: its folder, and the files that it was made of as they were. */
const KNOWN_BUNDLE = z.object({
  folder: z.string(),
  /** Path, size in bytes, and time of the last change in milliseconds since 1970. */
  sources: z.array(z.tuple([z.string(), z.number(), z.number()])),
})

type Source = z.infer<typeof KNOWN_BUNDLE>['sources'][number]

function isUnchanged([path, size, mtimeMs]: Source): boolean {
  const found = statSync(path, {throwIfNoEntry: false})
  return found?.size === size && found.mtimeMs === mtimeMs
}

/**
 * The folder of a bundle that was made of the same files.
 *
 * @param file - where `writeKnownBundle` noted it
 * @returns `null` when there is no note, or a file has changed since
 */
export function readKnownBundle(file: string): string | null {
  try {
    const {data} = KNOWN_BUNDLE.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return data?.sources.every(isUnchanged) ? data.folder : null
  } catch {
    return null
  }
}

/**
 * Notes what a bundle was made of. Does nothing when a file changed while the bundle was made.
 *
 * @param made.startedMs - when making it began, in milliseconds since 1970
 */
export async function writeKnownBundle(
  file: string,
  made: {folder: string; sources: readonly string[]; startedMs: number},
): Promise<void> {
  const sources = made.sources.flatMap((path): Source[] => {
    const found = statSync(path, {throwIfNoEntry: false})
    return found && found.mtimeMs < made.startedMs ? [[path, found.size, found.mtimeMs]] : []
  })
  if (sources.length < made.sources.length) return
  // Whoever reads it meanwhile reads all of it.
  const fresh = `${file}.${process.pid}.new`
  await writeFile(fresh, JSON.stringify({folder: made.folder, sources}))
  await rename(fresh, file)
}
