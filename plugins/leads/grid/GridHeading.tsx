import {horizontalListSortingStrategy, SortableContext} from '@dnd-kit/sortable'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {useGridActions} from './gridActions.ts'
import {GapCell} from './GapCell.tsx'
import {useGridContext} from './gridContext.ts'
import {HeadingCell} from './HeadingCell.tsx'
import {HeadingCheckbox} from './HeadingCheckbox.tsx'

/** The heading row: columns are sorted by a click, moved by dragging, and sized by their edges. */
export function GridHeading() {
  const {columns, cells, ...grid} = useGridContext()
  const {chosen, onChooseLoaded} = useGridActions()
  const {t} = useTranslation(leadsLocaleNamespace)
  const headers = new Map(grid.headers.map((header) => [header.column.id, header] as const))
  return (
    <tr aria-rowindex={1} data-id="">
      <th aria-colindex={1} data-column={0} data-pinned="on" scope="col">
        <HeadingCheckbox
          chosen={chosen}
          label={t('grid.select-loaded')}
          onChoose={onChooseLoaded}
        />
      </th>
      <SortableContext items={columns.map(({id}) => id)} strategy={horizontalListSortingStrategy}>
        {cells.map((cell) => {
          if (cell.kind === 'gap') return <GapCell key={cell.from} span={cell.span} />
          const {column, index} = cell
          const header = headers.get(column.id)
          return (
            header && <HeadingCell column={column} header={header} index={index} key={column.id} />
          )
        })}
      </SortableContext>
    </tr>
  )
}
