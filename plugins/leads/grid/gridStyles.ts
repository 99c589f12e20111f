import {styled} from 'styled-components'
import {GRID_MIN_WIDTH, ROW_HEIGHT} from './gridColumns.ts'

/** The table. Colours and lines are those of the Studio's theme, light or dark. */
export const GridTable = styled.table`
  border-collapse: separate;
  border-spacing: 0;
  color: var(--card-fg-color);
  line-height: 16px;
  min-width: ${GRID_MIN_WIDTH}px;
  outline: none;
  table-layout: fixed;
  width: 100%;

  th,
  td {
    background: var(--card-bg-color);
    border-bottom: 1px solid var(--card-border-color);
    box-sizing: border-box;
    font-weight: inherit;
    height: ${ROW_HEIGHT}px;
    overflow: hidden;
    padding: 0 8px;
    text-align: left;
    text-overflow: ellipsis;
    vertical-align: middle;
    white-space: nowrap;
  }

  /* The heading's buttons bring their own space. */
  th {
    overflow: visible;
    padding: 0;
  }

  th:first-child,
  td:first-child {
    left: 0;
    padding-left: 12px;
    position: sticky;
    z-index: 1;
  }

  th:first-child {
    padding-left: 4px;
  }

  [data-scrolled] & th:first-child,
  [data-scrolled] & td:first-child {
    border-right: 1px solid var(--card-border-color);
  }

  td[data-muted] {
    color: var(--card-muted-fg-color);
  }

  tr[data-lead] {
    cursor: pointer;
  }

  tr[data-lead]:hover > td {
    background: var(--card-muted-bg-color);
  }

  tr[aria-selected='true'] > td,
  tr[aria-selected='true']:hover > td {
    background: color-mix(in srgb, var(--card-focus-ring-color) 14%, var(--card-bg-color));
  }

  td:focus {
    outline: none;
  }

  td:focus-visible {
    box-shadow: inset 0 0 0 2px var(--card-focus-ring-color);
  }

  tr[data-removed] > td {
    color: var(--card-muted-fg-color);
    font-style: italic;
  }
`

/** A tag as a small chip. */
export const TagChip = styled.span`
  border: 1px solid var(--card-border-color);
  border-radius: 3px;
  display: inline-block;
  font-size: 12px;
  line-height: 16px;
  margin-right: 4px;
  max-width: 96px;
  overflow: hidden;
  padding: 0 4px;
  text-overflow: ellipsis;
  vertical-align: middle;
  white-space: nowrap;
`

/** Text that only screen readers meet. */
export const Hidden = styled.span`
  clip-path: inset(50%);
  height: 1px;
  overflow: hidden;
  position: absolute;
  white-space: nowrap;
  width: 1px;
`
