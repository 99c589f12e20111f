import {
  ERR_ENCRYPTED,
  ERR_UNSUPPORTED_ENCRYPTION,
  type FileEntry,
  Reader,
  ZipReader,
} from '@zip.js/zip.js/index-native.js'
import {chunksOfStream, type FileInput, withRandomAccess} from './fileInput.ts'
import {SheetError} from './sheetError.ts'

export interface ArchiveLimits {
  /** Most files in an archive. */
  maxEntries: number
  /** Most bytes that a file unpacks to. */
  maxEntryBytes: number
  /** Most bytes that all files unpack to. */
  maxBytes: number
  /** Most bytes unpacked for each byte packed; tables reach 50, what is made to harm 1,000. */
  maxRatio: number
  /** Bytes up to which the ratio does not matter. */
  freeBytes: number
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  maxEntries: 1000,
  maxEntryBytes: 1024 ** 3,
  maxBytes: 2 * 1024 ** 3,
  maxRatio: 200,
  freeBytes: 16 * 1024 ** 2,
}

/** A file in an archive. */
export interface ArchiveEntry extends FileInput {
  /** Its path in the archive, with `/` between folders. */
  name: string
}

/**
 * Opens a ZIP archive, also in the ZIP64 format, and lists its files. They are unpacked while they are read.
 *
 * Limits apply to the sizes that the archive states, and again to what is unpacked. Archives whose directory can be
 * understood in two ways are refused.
 *
 * @throws SheetError `encrypted`, `broken`, `tooManyEntries`, `tooLarge` or `bomb`; also while an entry is read
 */
export async function openArchive(
  file: FileInput,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<ArchiveEntry[]> {
  const zip = new ZipReader(new FileReader(await withRandomAccess(file)), {useWebWorkers: false})
  const entries: ArchiveEntry[] = []
  let count = 0
  let total = 0
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      count += 1
      if (count > limits.maxEntries) throw new SheetError('tooManyEntries', file.name)
      if (entry.directory) continue
      if (entry.encrypted) throw new SheetError('encrypted', file.name)
      total += entry.uncompressedSize
      checkSize(file.name, entry.uncompressedSize, entry.compressedSize, limits)
      if (total > limits.maxBytes) throw new SheetError('tooLarge', file.name)
      entries.push({
        name: entry.filename,
        size: entry.uncompressedSize,
        stream: () => unpack(file.name, entry, limits),
      })
    }
  } catch (error) {
    throw asSheetError(error, file.name)
  }
  return entries
}

async function* unpack(
  archive: string,
  entry: FileEntry,
  limits: ArchiveLimits,
): AsyncGenerator<Uint8Array> {
  const abort = new AbortController()
  let end: ((error: unknown) => void) | undefined
  const {readable, writable} = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => {
      end = (error) => controller.error(error)
    },
  })
  let failure: unknown
  const options = {useWebWorkers: false, checkSignature: true, signal: abort.signal}
  const unpacked = entry.getData(writable, options).catch((error: unknown) => {
    failure = error
    // The library leaves the stream open where it fails before the first byte.
    end?.(error)
  })
  let size = 0
  try {
    for await (const chunk of chunksOfStream(readable)) {
      size += chunk.length
      checkSize(archive, size, entry.compressedSize, limits)
      yield chunk
    }
    await unpacked
    if (failure !== undefined) throw failure
  } catch (error) {
    throw asSheetError(failure instanceof Error ? failure : error, archive)
  } finally {
    abort.abort()
  }
}

function checkSize(archive: string, size: number, packed: number, limits: ArchiveLimits): void {
  if (size > limits.freeBytes && size > packed * limits.maxRatio)
    throw new SheetError('bomb', archive)
  if (size > limits.maxEntryBytes) throw new SheetError('tooLarge', archive)
}

function asSheetError(error: unknown, archive: string): SheetError {
  if (error instanceof SheetError) return error
  const message = error instanceof Error ? error.message : ''
  const isEncrypted = message === ERR_ENCRYPTED || message === ERR_UNSUPPORTED_ENCRYPTION
  return new SheetError(isEncrypted ? 'encrypted' : 'broken', archive, {cause: error})
}

class FileReader extends Reader<Required<FileInput>> {
  readonly #file: Required<FileInput>

  constructor(file: Required<FileInput>) {
    super(file)
    this.#file = file
    this.size = file.size
  }

  override readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#file.read(index, Math.min(index + length, this.#file.size))
  }
}
