/**
 * A value as the store may hold it: any attribute can be missing or `null`, whatever the schema requires,
 * since the store takes documents that no Studio has validated.
 */
export type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends object
    ? {[Name in keyof T]?: Loose<T[Name]> | null}
    : T

type System = '_id' | '_rev' | '_type' | '_createdAt' | '_updatedAt'

/** A document as core reads it: only its id is certain. */
export type Stored<Document extends {_id: string; _rev: string}> = Loose<Omit<Document, System>> & {
  _id: string
  _rev?: string
}

/** A document as core writes it: complete by the schema, without the attributes that the store adds. */
export type Unstored<Document extends {_id: string}> = Omit<
  Document,
  '_rev' | '_createdAt' | '_updatedAt'
>
