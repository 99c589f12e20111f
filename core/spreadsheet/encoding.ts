/** An encoding in which tables are saved. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']

export interface DetectedEncoding {
  encoding: Encoding
  /** Whether the bytes leave no other choice; otherwise a person should look at the text. */
  isSure: boolean
  /** Length of the byte order mark. */
  bomBytes: number
}

const MARKS: readonly (readonly [encoding: Encoding, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Bytes that stand for nothing in Windows-1252. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/** Letters and signs of Western European languages, which are what is rarely wrong about Windows-1252. */
const WESTERN =
  /[àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŒŠŽðÐþÞ€£§°·«»‘’“”„–—…©®™´¡¿ºª\u00a0]/gu

/** Share of zero bytes on one side from which text is UTF-16: line breaks, blanks and digits have them in every language. */
const MIN_ZEROS = 0.02

/**
 * Recognises the encoding of a text by its byte order mark, by zero bytes, or by what is valid.
 *
 * @param sample - the beginning of the file; 64 kB are plenty
 * @param isWhole - whether the file ends there. If not, the last character may be incomplete.
 */
export function detectEncoding(sample: Uint8Array, isWhole: boolean): DetectedEncoding {
  for (const [encoding, mark] of MARKS) {
    if (mark.every((byte, index) => sample[index] === byte)) {
      return {encoding, isSure: true, bomBytes: mark.length}
    }
  }
  return detectUtf16(sample) ?? detectByBytes(sample, isWhole)
}

function detectUtf16(sample: Uint8Array): DetectedEncoding | undefined {
  let even = 0
  let odd = 0
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0 && sample[at + 1] !== 0) even += 1
    if (sample[at] !== 0 && sample[at + 1] === 0) odd += 1
  }
  const pairs = sample.length >> 1
  const most = Math.max(even, odd)
  if (pairs === 0 || most < MIN_ZEROS * pairs || most < 4 * Math.min(even, odd)) return undefined
  // Stray NUL characters in an 8-bit text are few, and on both sides.
  const encoding = odd > even ? 'utf-16le' : 'utf-16be'
  return {encoding, isSure: most > 0.3 * pairs && Math.min(even, odd) === 0, bomBytes: 0}
}

function detectByBytes(sample: Uint8Array, isWhole: boolean): DetectedEncoding {
  if (isValidUtf8(sample, isWhole)) return {encoding: 'utf-8', isSure: true, bomBytes: 0}
  const text = new TextDecoder('utf-8').decode(sample, {stream: !isWhole})
  const invalid = countInvalid(text)
  const valid = text.match(/[\u0080-\ufffc]/gu)?.length ?? 0
  // A few broken characters in what is UTF-8 otherwise.
  if (valid > 10 * invalid) return {encoding: 'utf-8', isSure: false, bomBytes: 0}
  const high = sample.filter((byte) => byte >= 0x80)
  const western = new TextDecoder('windows-1252').decode(high).match(WESTERN)?.length ?? 0
  const isSure = western >= 0.95 * high.length && !high.some((byte) => UNDEFINED_1252.has(byte))
  return {encoding: 'windows-1252', isSure, bomBytes: 0}
}

function isValidUtf8(sample: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(sample, {stream: !isWhole})
    return true
  } catch {
    return false
  }
}

/** How far {@link decodeText} is, and what it could not decode. */
export interface DecodeReport {
  /** Number of replacement characters (U+FFFD) in the text; the file may have had some of them itself. */
  invalid: number
  /** Number of bytes that were read. */
  bytes: number
}

/**
 * Decodes a stream of bytes, without its byte order mark. Bytes that are invalid become U+FFFD, and are counted.
 *
 * @param chunks - may end within a character
 * @param report - counts while the text is read
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  report: DecodeReport = {invalid: 0, bytes: 0},
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, {stream: true})
    report.invalid += countInvalid(text)
    report.bytes += chunk.length
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  report.invalid += countInvalid(rest)
  if (rest !== '') yield rest
}

function countInvalid(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count += 1
  return count
}
