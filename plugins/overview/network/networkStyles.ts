import {styled} from 'styled-components'

/** The table of sites, in the lines and colours of the Studio's theme. */
export const SitesTable = styled.table`
  border-collapse: collapse;
  font-size: 13px;
  line-height: 20px;
  width: 100%;

  th,
  td {
    border-bottom: 1px solid var(--card-border-color);
    font-weight: inherit;
    padding: 12px 16px;
    text-align: left;
    vertical-align: middle;
    white-space: nowrap;
  }

  tbody th a {
    color: inherit;
    display: inline-block;
    font-weight: 500;
    margin-bottom: 8px;
  }

  thead th {
    color: var(--card-muted-fg-color);
    font-weight: 500;
  }

  [data-number] {
    font-variant-numeric: tabular-nums;
    text-align: right;
  }

  tbody tr:hover > * {
    background: var(--card-muted-bg-color);
  }

  tfoot > tr > * {
    border-bottom: 0;
    font-weight: 600;
  }
`
