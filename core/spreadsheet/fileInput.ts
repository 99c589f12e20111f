import {SheetError} from './sheetError.ts'

/** A file to read: of a page, a disk, a request or an archive. */
export interface FileInput {
  name: string
  /** In bytes. */
  size: number
  /** Its bytes from the beginning, at each call. */
  stream(): AsyncIterable<Uint8Array>
  /**
   * Bytes from `start` to before `end`. Archives and workbooks are read from their ends; without this they are kept in
   * memory, up to {@link MAX_BUFFERED}.
   */
  read?(start: number, end: number): Promise<Uint8Array>
}

/** Largest archive or workbook that is kept in memory, in bytes. */
export const MAX_BUFFERED = 64 * 1024 * 1024

/** A file that a person chose or dropped, or `openAsBlob` of Node. */
export function fileOfBlob(blob: Blob, name: string): FileInput {
  return {
    name,
    size: blob.size,
    stream: () => chunksOfStream(blob.stream()),
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  }
}

/** Bytes at hand, such as text that was pasted. */
export function fileOfBytes(bytes: Uint8Array, name: string): FileInput {
  return {
    name,
    size: bytes.length,
    stream: async function* () {
      yield bytes
    },
    read: async (start, end) => bytes.subarray(start, end),
  }
}

/** The chunks of a stream, also where streams are no async iterables; cancels it when reading ends early. */
export async function* chunksOfStream(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const {done, value} = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** The first bytes of a file: at least `length`, or all. */
export async function readStart(
  file: Pick<FileInput, 'stream'>,
  length: number,
): Promise<{bytes: Uint8Array; isWhole: boolean}> {
  const chunks: Uint8Array[] = []
  let size = 0
  let isWhole = true
  for await (const chunk of file.stream()) {
    chunks.push(chunk)
    size += chunk.length
    if (size > length) {
      isWhole = false
      break
    }
  }
  const bytes = joinBytes(chunks)
  return {bytes: isWhole ? bytes : bytes.subarray(0, length), isWhole}
}

/** A file whose parts can be read in any order. */
export async function withRandomAccess(file: FileInput): Promise<Required<FileInput>> {
  const {name, size} = file
  const stream = () => file.stream()
  if (file.read !== undefined) {
    return {
      name,
      size,
      stream,
      read: async (start, end) => file.read?.(start, end) ?? new Uint8Array(),
    }
  }
  if (size > MAX_BUFFERED) throw new SheetError('tooLarge', name)
  const {bytes, isWhole} = await readStart(file, MAX_BUFFERED)
  if (!isWhole) throw new SheetError('tooLarge', name)
  return {name, size: bytes.length, stream, read: async (start, end) => bytes.subarray(start, end)}
}

/** All bytes of several chunks. */
export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
