import {TextSkeleton, usePrefersReducedMotion} from '@sanity/ui'
import {useGridContext} from './gridContext.ts'

/** The cells of a row that is still loading. */
export function SkeletonCells(props: {index: number}) {
  const isStill = usePrefersReducedMotion()
  const {cells} = useGridContext()
  return (
    <>
      <td aria-hidden="true" data-column={0} data-pinned="on" />
      {cells.map((cell) => {
        if (cell.kind === 'gap') return <GapCell key={cell.from} span={cell.span} />
        const {id, left, isLastPinned} = cell.column
        return (
          <td
            data-pinned={left === null ? undefined : isLastPinned ? 'last' : 'on'}
            key={id}
            style={left === null ? undefined : {left}}
          >
            <TextSkeleton
              animated={!isStill}
              radius={1}
              size={1}
              // Lengths differ like those of text, but do not change when the row renders again.
              style={{width: `${45 + ((props.index * 7 + cell.index * 13) % 40)}%`}}
            />
          </td>
        )
      })}
    </>
  )
}

/** Takes the place of columns that are not drawn. */
export function GapCell(props: {span: number}) {
  return <td aria-hidden="true" colSpan={props.span} data-gap="" />
}
