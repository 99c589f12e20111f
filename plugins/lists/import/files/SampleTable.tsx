import {styled} from 'styled-components'
import type {SheetRow} from '../../../../core/spreadsheet/rows.ts'
import {tableStyles} from '../../../ui/PlainTable.ts'

const Scrolled = styled.section`
  max-height: 260px;
  overflow: auto;

  &:focus-visible {
    outline: 2px solid var(--card-focus-ring-color);
  }
`

const Table = styled.table`
  border-collapse: collapse;

  ${tableStyles}

  th,
  td {
    max-width: 260px;
    overflow: hidden;
    padding: 6px 12px;
    text-overflow: ellipsis;
    white-space: pre;
  }

  thead th {
    background: var(--card-bg-color);
    position: sticky;
    top: 0;
  }
`

/** The first rows of a table, as they were read. */
export function SampleTable(props: {
  label: string
  /** Headings; `null` where the table has no header row. */
  headings: readonly string[] | null
  rows: readonly SheetRow[]
}) {
  const {label, headings, rows} = props
  const width = Math.max(headings?.length ?? 0, ...rows.map(({cells}) => cells.length))
  const columns = Array.from({length: width}, (_, index) => index)
  return (
    <Scrolled aria-label={label} tabIndex={0}>
      <Table aria-label={label}>
        {headings && (
          <thead>
            <tr>
              {columns.map((index) => (
                <th key={index} scope="col">
                  {headings[index]}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(({line, cells}) => (
            <tr key={line}>
              {columns.map((index) => (
                <td key={index}>{cells[index] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Scrolled>
  )
}
