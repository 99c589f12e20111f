import {decodeText, type DecodeReport, detectEncoding} from './encoding.ts'
import {joinBytes} from './fileInput.ts'

/**
 * Decodes a text that begins with ASCII alone: its first other character decides between UTF-8 and Windows-1252, be it
 * a million rows further on.
 *
 * @param chunks - may end within a character
 * @param report - counts while the text is read
 */
export async function* decodeAscii(
  chunks: AsyncIterable<Uint8Array>,
  report: DecodeReport = {invalid: 0, bytes: 0},
): AsyncGenerator<string> {
  const iterator = chunks[Symbol.asyncIterator]()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const {done, value} = await iterator.next()
      if (done === true) return
      if (value.some(isHigh)) {
        yield* decodeRest(value, iterator, report)
        return
      }
      report.bytes += value.length
      yield decoder.decode(value)
    }
  } finally {
    await iterator.return?.()
  }
}

async function* decodeRest(
  first: Uint8Array,
  others: AsyncIterator<Uint8Array>,
  report: DecodeReport,
): AsyncGenerator<string> {
  // The first character may continue in the next chunk.
  const second = await others.next()
  const known = second.done === true ? first : joinBytes([first, second.value])
  const {encoding} = detectEncoding(known.subarray(known.findIndex(isHigh)), second.done === true)
  const chunks = async function* () {
    yield known
    for (let next = await others.next(); next.done !== true; next = await others.next()) {
      yield next.value
    }
  }
  yield* decodeText(chunks(), encoding, report)
}

function isHigh(byte: number): boolean {
  return byte >= 0x80
}
