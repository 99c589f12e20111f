/** Reads names by ids; ids without a name are not in the answer. */
export type NameReader = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Names that were read so far. */
export interface Names {
  /** Reads those that are not known yet. */
  learn: (ids: readonly string[]) => Promise<void>
  /** The name, or the id where there is none. */
  nameOf: (id: string) => string
}

/** Asks for each name once. */
export function rememberNames(read: NameReader): Names {
  const names = new Map<string, string>()
  return {
    async learn(ids) {
      const unknown = [...new Set(ids)].filter((id) => !names.has(id))
      if (unknown.length === 0) return
      const found = await read(unknown)
      for (const id of unknown) names.set(id, found.get(id) ?? id)
    },
    nameOf: (id) => names.get(id) ?? id,
  }
}
