import {TextSkeleton, usePrefersReducedMotion} from '@sanity/ui'
import {GRID_COLUMNS} from './gridColumns.ts'

/** Cells of a row that is still loading, in the shape of what is to come. */
export function SkeletonCells(props: {index: number}) {
  const isStill = usePrefersReducedMotion()
  return GRID_COLUMNS.map(({id}, column) => (
    <td key={id}>
      <TextSkeleton
        animated={!isStill}
        radius={1}
        size={1}
        // Lines of differing length read as text; the same row keeps its lengths.
        style={{width: `${45 + ((props.index * 7 + column * 13) % 40)}%`}}
      />
    </td>
  ))
}
