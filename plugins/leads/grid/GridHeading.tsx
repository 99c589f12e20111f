import {ArrowDownIcon} from '@sanity/icons/ArrowDown'
import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import {useGridContext} from './gridComponents.tsx'
import {GRID_COLUMNS} from './gridColumns.ts'

/** The heading row: a button in each column sorts by it, and turns the order round when it does. */
export function GridHeading() {
  const {sort, onSort} = useGridContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <tr aria-rowindex={1} data-row={-1}>
      {GRID_COLUMNS.map(({id, width}, index) => {
        const direction = sort.column === id ? sort.direction : null
        return (
          <th
            aria-sort={direction === 'asc' ? 'ascending' : direction ? 'descending' : 'none'}
            key={id}
            scope="col"
            style={{width}}
          >
            <Button
              data-column={index}
              fontSize={1}
              iconRight={direction === 'asc' ? ArrowUpIcon : direction ? ArrowDownIcon : undefined}
              mode="bleed"
              muted={!direction}
              onClick={() => onSort(id)}
              padding={2}
              gap={2}
              tabIndex={-1}
              text={t(`column.${id}`)}
              textWeight="medium"
            />
          </th>
        )
      })}
    </tr>
  )
}
