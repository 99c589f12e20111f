/** Reads names by id; ids without a name are missing in the answer. */
export type NameReader = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** A cache of names. */
export interface Names {
  /** Reads the names that are not cached. */
  load: (ids: readonly string[]) => Promise<void>
  /** The name, or the id if there is none. */
  nameOf: (id: string) => string
}

/** Reads each name once. */
export function cacheNames(read: NameReader): Names {
  const names = new Map<string, string>()
  return {
    async load(ids) {
      const unknown = [...new Set(ids)].filter((id) => !names.has(id))
      if (unknown.length === 0) return
      const found = await read(unknown)
      for (const id of unknown) names.set(id, found.get(id) ?? id)
    },
    nameOf: (id) => names.get(id) ?? id,
  }
}
