import {styled} from 'styled-components'
import {checkboxStyles} from '../leads/grid/checkboxStyles.ts'
import {tableStyles} from '../ui/PlainTable.ts'

/** The page below the heading. It scrolls, and container queries see its width. */
export const Page = styled.div`
  container-type: inline-size;
  flex: 1;
  min-height: 0;
  overflow: auto;
  position: relative;
`

/** Parts of a page, in two columns where there is room. */
export const Columns = styled.div`
  display: grid;
  gap: 16px;
  grid-template-columns: minmax(0, 1fr);
  margin: 0 auto;
  max-width: 1400px;
  padding: 16px;

  @container (min-width: 1100px) {
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
  }
`

/** The table of sites. */
export const SyncTable = styled.table`
  border-collapse: separate;
  border-spacing: 0;
  min-width: 1000px;
  table-layout: fixed;

  ${tableStyles}
  ${checkboxStyles}

  td input[type='checkbox'] {
    pointer-events: auto;
  }

  th,
  td {
    box-sizing: border-box;
    height: 56px;
    overflow: hidden;
    padding: 4px 12px;
    text-overflow: ellipsis;
    vertical-align: middle;
  }

  thead th {
    background: var(--card-bg-color);
    height: 36px;
    padding: 0 12px;
  }

  thead button {
    background: none;
    border: 0;
    border-radius: 3px;
    color: var(--card-muted-fg-color);
    cursor: pointer;
    font: inherit;
    font-weight: 500;
    padding: 4px 0;
  }

  thead button:focus-visible,
  a:focus-visible {
    box-shadow: 0 0 0 2px var(--card-focus-ring-color);
    outline: none;
  }

  th a {
    border-radius: 3px;
    color: inherit;
    font-weight: 500;
  }

  tbody tr:hover > *,
  tbody tr[data-chosen='true'] > * {
    background: var(--card-muted-bg-color);
  }

  [data-mark] {
    align-items: center;
    border-radius: 10px;
    display: inline-flex;
    font-size: 13px;
    gap: 4px;
    line-height: 19px;
    max-width: 100%;
    overflow: hidden;
    padding: 0 8px 0 5px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  [data-mark] svg {
    flex: none;
    font-size: 17px;
  }

  small {
    color: var(--card-muted-fg-color);
    display: block;
    font-size: 12px;
    line-height: 16px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`

/** The progress of some work. */
export const Progress = styled.progress`
  accent-color: var(--card-badge-primary-dot-color);
  flex: 1;
  min-width: 120px;
  width: 100%;
`

/** A text of at most two lines. */
export const TwoLines = styled.span`
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  display: -webkit-box;
  overflow: hidden;
  overflow-wrap: anywhere;
`

/** A bar whose parts are as long as their counts. */
export const Shares = styled.div`
  border-radius: 3px;
  display: flex;
  gap: 2px;
  height: 12px;
  overflow: hidden;

  & > span {
    min-width: 3px;
  }
`

/** Bars beside their names and numbers. */
export const Bars = styled.table`
  border-collapse: collapse;
  font-size: 13px;
  line-height: 20px;
  width: 100%;

  caption {
    font-weight: 500;
    padding-bottom: 8px;
    text-align: left;
  }

  th {
    font-weight: inherit;
    max-width: 180px;
    overflow: hidden;
    padding: 2px 12px 2px 0;
    text-align: left;
    text-overflow: ellipsis;
    white-space: nowrap;
    width: 40%;
  }

  td[data-number] {
    font-variant-numeric: tabular-nums;
    padding: 2px 0 2px 12px;
    text-align: right;
    white-space: nowrap;
    width: 1px;
  }

  td > svg {
    display: block;
    width: 100%;
  }
`

/** Names of values beside the values. */
export const Facts = styled.dl`
  display: grid;
  font-size: 13px;
  gap: 8px 16px;
  grid-template-columns: max-content minmax(0, 1fr);
  line-height: 20px;
  margin: 0;

  dt {
    color: var(--card-muted-fg-color);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`
