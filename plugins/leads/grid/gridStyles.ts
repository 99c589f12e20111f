import {styled} from 'styled-components'
import {checkboxStyles} from './checkboxStyles.ts'
import {HEADING_HEIGHT} from './gridColumns.ts'
import {pillStyles} from './pillStyles.ts'

/** The table. Colours and lines are those of the Studio's theme, light or dark. */
export const GridTable = styled.table<{$rowHeight: number}>`
  --row-bg: var(--card-bg-color);
  --row-height: ${({$rowHeight}) => $rowHeight}px;
  border-collapse: separate;
  border-spacing: 0;
  color: var(--card-fg-color);
  line-height: 16px;
  outline: none;
  table-layout: fixed;
  width: 100%;

  th,
  td {
    background: var(--row-bg);
    border-bottom: 1px solid var(--card-border-color);
    box-sizing: border-box;
    font-weight: inherit;
    height: var(--row-height);
    overflow: hidden;
    padding: 0 8px;
    text-align: left;
    text-overflow: ellipsis;
    vertical-align: middle;
    white-space: nowrap;
  }

  /* The heading's buttons bring their own space. */
  th {
    height: ${HEADING_HEIGHT}px;
    overflow: visible;
    padding: 0;
    position: relative;
  }

  th[data-pinned],
  td[data-pinned] {
    position: sticky;
    z-index: 1;
  }

  :is(th, td)[data-column='0'] {
    left: 0;
    padding: 0 0 0 12px;
  }

  [data-scrolled] & [data-pinned='last'] {
    border-right: 1px solid var(--card-border-color);
  }

  /* As high as the cells beside it, in the heading, too. */
  td[data-gap] {
    height: 0;
    padding: 0;
  }

  td[data-number] {
    font-variant-numeric: tabular-nums;
    text-align: right;
  }

  td[data-muted] {
    color: var(--card-muted-fg-color);
  }

  tr[data-lead] {
    cursor: pointer;
  }

  tr[data-lead]:hover {
    --row-bg: var(--card-muted-bg-color);
  }

  tr[aria-selected='true'] {
    --row-bg: color-mix(in srgb, var(--card-focus-ring-color) 9%, var(--card-bg-color));
  }

  tr[aria-selected='true']:hover {
    --row-bg: color-mix(in srgb, var(--card-focus-ring-color) 14%, var(--card-bg-color));
  }

  tr[aria-current='true'],
  tr[aria-current='true']:hover {
    --row-bg: color-mix(in srgb, var(--card-focus-ring-color) 18%, var(--card-bg-color));
  }

  td:focus {
    outline: none;
  }

  td:focus-visible {
    box-shadow: inset 0 0 0 2px var(--card-focus-ring-color);
  }

  td[data-editing] {
    overflow: visible;
    padding: 0;
  }

  tfoot td {
    border-bottom: 0;
    border-top: 1px solid var(--card-border-color);
    height: 33px;
    padding: 0;
  }

  ${checkboxStyles}

  ${pillStyles}

  tr[data-removed] > td,
  tr[data-misplaced] > td {
    color: var(--card-muted-fg-color);
    font-style: italic;
  }
`
