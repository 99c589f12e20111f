import {styled} from 'styled-components'
import {HEADING_HEIGHT} from './gridColumns.ts'

const icon = (path: string) =>
  `url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 15 15' fill='none' stroke='black' stroke-width='1.6'%3E%3Cpath d='${path}'/%3E%3C/svg%3E")`

const CHECK = icon('M3.5 7.7l2.7 2.8 5.3-5.9')
const DASH = icon('M3.5 7.5h8')

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

  input[type='checkbox'] {
    appearance: none;
    border: 1px solid var(--card-border-color);
    border-radius: 3px;
    box-sizing: border-box;
    cursor: pointer;
    display: block;
    height: 17px;
    margin: 0;
    outline: none;
    width: 17px;
  }

  td input[type='checkbox'] {
    /* The grid handles the click, for it knows the shift key. */
    pointer-events: none;
  }

  input[type='checkbox']:focus-visible {
    box-shadow: 0 0 0 2px var(--card-focus-ring-color);
  }

  input[type='checkbox']:is(:checked, [aria-checked='mixed']) {
    background: var(--card-fg-color);
    border-color: transparent;
  }

  input[type='checkbox']:is(:checked, [aria-checked='mixed'])::after {
    background: var(--card-bg-color);
    content: '';
    display: block;
    height: 15px;
    mask: ${CHECK};
    width: 15px;
  }

  input[aria-checked='mixed']::after {
    mask: ${DASH};
  }

  [data-pill] {
    align-items: center;
    background: var(--card-badge-default-bg-color);
    border-radius: 10px;
    box-sizing: border-box;
    color: var(--card-badge-default-fg-color);
    display: inline-flex;
    gap: 5px;
    height: 19px;
    max-width: 100%;
    padding: 0 8px;
    vertical-align: middle;
  }

  [data-pill] > svg {
    color: var(--card-badge-default-icon-color);
    flex: none;
    font-size: 15px;
    margin-left: -1px;
  }

  [data-pill] > span {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  ${(['primary', 'positive', 'caution', 'critical'] as const).map(
    (tone) => `
    [data-pill='${tone}'] {
      background: var(--card-badge-${tone}-bg-color);
      color: var(--card-badge-${tone}-fg-color);
    }

    [data-pill='${tone}'] > svg {
      color: var(--card-badge-${tone}-icon-color);
    }
  `,
  )}

  tr[data-removed] > td,
  tr[data-misplaced] > td {
    color: var(--card-muted-fg-color);
    font-style: italic;
  }
`

/** The tags of a cell, which give way to the number of further ones. */
export const TagRow = styled.span`
  align-items: center;
  display: flex;
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
  min-width: 20px;
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
