import type {z} from 'zod'

/** Parses JSON text by a schema; `null` for any other text. */
export function parseJsonText<Schema extends z.ZodType>(
  schema: Schema,
  text: string | null | undefined,
): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data ?? null
  } catch {
    return null
  }
}
