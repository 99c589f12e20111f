import {LOCAL_DATASET} from '../ports.ts'
import type {AttackDocument} from './documents.ts'

/** All documents of a dataset by their ids. */
export type Snapshot = ReadonlyMap<string, AttackDocument>

function isDocument(value: unknown): value is AttackDocument {
  return typeof value === 'object' && value !== null && '_id' in value && '_type' in value
}

/** Reads everything there is, as a superadmin sees it. */
export async function takeSnapshot(lakeUrl: string): Promise<Snapshot> {
  const response = await fetch(`${lakeUrl}/v2025-02-19/data/export/${LOCAL_DATASET}`, {
    headers: {authorization: 'Bearer local-superadmin'},
  })
  if (!response.ok) throw new Error(`The export was answered with ${response.status}.`)
  const documents = new Map<string, AttackDocument>()
  for (const line of (await response.text()).split('\n')) {
    const document: unknown = line === '' ? null : JSON.parse(line)
    if (isDocument(document)) documents.set(document._id, document)
  }
  return documents
}

/** Attributes that the store gives to every document. */
const SYSTEM: ReadonlySet<string> = new Set(['_rev', '_createdAt', '_updatedAt', '_system'])

/** What somebody wrote into a document, as one text. */
export function contentOf(document: AttackDocument | null | undefined): string {
  const entries = Object.entries(document ?? {}).filter(
    ([name, value]) => !SYSTEM.has(name) && value !== undefined,
  )
  return JSON.stringify(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

/** Ids of documents that came, went, or were written between two snapshots. */
export function changedIds(before: Snapshot, after: Snapshot): string[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => before.get(id)?.['_rev'] !== after.get(id)?.['_rev']).toSorted()
}
