import {useGridLabels} from '../columns/columnLabels.ts'

/** The checkbox that chooses a lead. The click is handled by the grid, which knows the shift key. */
export function SelectCell(props: {isChosen: boolean; name: string}) {
  const labels = useGridLabels()
  return (
    <td aria-colindex={1} data-column={0} data-pinned="on" tabIndex={-1}>
      <input
        aria-label={labels.select(props.name)}
        checked={props.isChosen}
        readOnly
        tabIndex={-1}
        type="checkbox"
      />
    </td>
  )
}
