import type {Encoding} from '../encoding.ts'

/** The bytes of a text, as a program that knows the encoding would save it. */
export function bytesOf(text: string, encoding: Encoding = 'utf-8'): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding === 'windows-1252') return Uint8Array.from(text.split('').map(byteOf1252))
  const bytes = new Uint8Array(2 * text.length)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at += 1) {
    view.setUint16(2 * at, text.charCodeAt(at), encoding === 'utf-16le')
  }
  return bytes
}

const SIGNS_1252 = new TextDecoder('windows-1252').decode(
  Uint8Array.from({length: 256}, (_, byte) => byte),
)

function byteOf1252(sign: string): number {
  const byte = SIGNS_1252.indexOf(sign)
  if (byte === -1) throw new Error(`Windows-1252 has no ${sign}.`)
  return byte
}

/** Bytes in chunks of a size, as a file or a network gives them. */
export async function* chunksOf(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A text in parts of a size. */
export async function* partsOf(text: string, size = 64 * 1024): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

export async function collectText(parts: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const part of parts) text += part
  return text
}

export async function collectRows<Row>(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of batches) rows.push(...batch)
  return rows
}
