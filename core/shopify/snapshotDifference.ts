/** Attributes of a snapshot that hold figures by label, in the order in which they are shown. */
export const BUCKET_FIELDS = [
  'states',
  'consent',
  'orderBuckets',
  'spendBuckets',
  'tags',
  'emailDomains',
] as const

/** One of {@link BUCKET_FIELDS}. */
export type BucketField = (typeof BUCKET_FIELDS)[number]

/** A stored figure of a snapshot. */
export interface StoredBucket {
  label?: string | null
  count?: number | null
}

/** The part of a snapshot that is compared. */
export type ComparedSnapshot = {
  totals?: {customers?: number | null; matched?: number | null} | null
  queryHash?: string | null
} & {[Field in BucketField]?: readonly StoredBucket[] | null}

/** A figure in two snapshots. `null`: not shown, which does not mean that there are no customers. */
export interface FigureChange {
  label: string
  before: number | null
  after: number | null
  /** `null` where one of them is not shown. */
  change: number | null
}

/** The difference of two snapshots. */
export interface SnapshotDifference {
  /** Whether both count the same customers by the same rule; otherwise figures can't be compared. */
  isComparable: boolean
  totals: readonly [customers: FigureChange, matched: FigureChange]
  /** Fields that have figures in at least one of them. */
  buckets: ReadonlyMap<BucketField, readonly FigureChange[]>
}

function figure(label: string, before?: number | null, after?: number | null): FigureChange {
  const known = typeof before === 'number' && typeof after === 'number'
  return {
    label,
    before: before ?? null,
    after: after ?? null,
    change: known ? after - before : null,
  }
}

function byLabel(buckets: readonly StoredBucket[] | null | undefined): Map<string, number> {
  return new Map(
    (buckets ?? []).flatMap(({label, count}) =>
      typeof label === 'string' && typeof count === 'number' ? [[label, count]] : [],
    ),
  )
}

/** Where a range begins. Of two that begin alike, the shorter label is a single value. */
function startOf(label: string | null | undefined): number {
  return Number.parseFloat(label ?? '') + (label?.length ?? 0) / 1e6
}

/** Sorts figures for display: ranges from low to high; others stay as they are stored, the largest first. */
export function sortBuckets(
  field: BucketField,
  buckets: readonly StoredBucket[],
): readonly StoredBucket[] {
  if (field !== 'orderBuckets' && field !== 'spendBuckets') return buckets
  return buckets.toSorted((left, right) => startOf(left.label) - startOf(right.label))
}

/** Compares two snapshots of a site, figure by figure. */
export function snapshotDifference(
  before: ComparedSnapshot,
  after: ComparedSnapshot,
): SnapshotDifference {
  const buckets = new Map<BucketField, readonly FigureChange[]>()
  for (const field of BUCKET_FIELDS) {
    const [old, now] = [byLabel(before[field]), byLabel(after[field])]
    const labels = [...new Set([...now.keys(), ...old.keys()])]
    if (labels.length > 0) {
      buckets.set(
        field,
        labels.map((label) => figure(label, old.get(label), now.get(label))),
      )
    }
  }
  return {
    isComparable: typeof after.queryHash === 'string' && after.queryHash === before.queryHash,
    totals: [
      figure('customers', before.totals?.customers, after.totals?.customers),
      figure('matched', before.totals?.matched, after.totals?.matched),
    ],
    buckets,
  }
}
