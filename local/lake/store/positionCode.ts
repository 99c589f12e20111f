import {createCipheriv, createDecipheriv, createHash, randomBytes} from 'node:crypto'
import type Database from 'better-sqlite3'

/** The use of an encoded position; a text is valid for one purpose only. */
export type PositionPurpose = 'stream' | 'export'

/**
 * Encrypts positions in a dataset for its readers, since a position counts the changes of all users.
 * Encoding a position twice gives different texts, so that two texts don't reveal whether anything
 * happened in between. The key is in the dataset's file: texts are valid for this file only.
 */
export interface PositionCode {
  /** Equal for equal keys. */
  readonly mark: string
  encode(purpose: PositionPurpose, position: number): string
  /** @returns `null` for a text that was not encoded for this purpose with this key */
  decode(purpose: PositionPurpose, text: string): number | null
}

const CIPHER = 'aes-256-ecb'
const KEY_BYTES = 32
const BLOCK = 16
/** Bytes of a block: 6 random ones, the purpose, 3 zeros as a check, 6 of the position. */
const PURPOSE_AT = 6
const POSITION_AT = 10
const POSITION_BYTES = 6

const PURPOSES: Readonly<Record<PositionPurpose, number>> = {stream: 1, export: 2}

/** @param key - 32 random bytes */
export function createPositionCode(key: Buffer): PositionCode {
  // Each is one block, so the mode does not matter, and one cipher serves all.
  const cipher = createCipheriv(CIPHER, key, null).setAutoPadding(false)
  const decipher = createDecipheriv(CIPHER, key, null).setAutoPadding(false)
  const header = (purpose: PositionPurpose) => PURPOSES[purpose] << 24
  return {
    mark: createHash('sha256').update(key).digest('base64url').slice(0, 16),
    encode(purpose, position) {
      const block = Buffer.concat([randomBytes(PURPOSE_AT), Buffer.alloc(BLOCK - PURPOSE_AT)])
      block.writeUInt32BE(header(purpose), PURPOSE_AT)
      block.writeUIntBE(position, POSITION_AT, POSITION_BYTES)
      return cipher.update(block).toString('base64url')
    },
    decode(purpose, text) {
      const bytes = Buffer.from(text, 'base64url')
      if (bytes.length !== BLOCK || bytes.toString('base64url') !== text) return null
      const block = decipher.update(bytes)
      if (block.readUInt32BE(PURPOSE_AT) !== header(purpose)) return null
      return block.readUIntBE(POSITION_AT, POSITION_BYTES)
    },
  }
}

/** The key of a dataset's file, created with the first call. */
export function positionKey(database: Database.Database): Buffer {
  database
    .prepare("INSERT INTO secrets (name, value) VALUES ('positions', ?) ON CONFLICT DO NOTHING")
    .run(randomBytes(KEY_BYTES))
  const key = database
    .prepare<[], Buffer>("SELECT value FROM secrets WHERE name = 'positions'")
    .pluck()
    .get()
  if (!key) throw new Error('The dataset has no key for positions, though one was just written')
  return key
}
