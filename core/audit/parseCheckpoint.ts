import {z} from 'zod'
import type {SignedCheckpoint} from './signedHeads.ts'

/** `_type` of a checkpoint's document. */
export const CHECKPOINT_TYPE = 'auditCheckpoint'

const Stored = z.object({
  store: z.string(),
  number: z.number(),
  at: z.string(),
  previous: z.string(),
  heads: z.array(
    z.object({
      chain: z.string(),
      seq: z.number(),
      hash: z.string(),
      fault: z.string().optional(),
    }),
  ),
  keyId: z.string(),
  signature: z.string(),
})

/** A checkpoint as a document holds it; `null` for a document that holds none. */
export function parseCheckpoint(document: unknown): SignedCheckpoint | null {
  return Stored.safeParse(document).data ?? null
}
