import {styled} from 'styled-components'

/** A plain table of texts and numbers, in the lines and colours of the Studio's theme. */
export const PlainTable = styled.table`
  border-collapse: collapse;
  font-size: 13px;
  line-height: 20px;
  width: 100%;

  th,
  td {
    border-bottom: 1px solid var(--card-border-color);
    font-weight: inherit;
    overflow-wrap: anywhere;
    padding: 8px 12px 8px 0;
    text-align: left;
    vertical-align: top;
  }

  a {
    color: var(--card-link-color);
  }

  thead th {
    color: var(--card-muted-fg-color);
    font-weight: 500;
  }

  [data-number] {
    font-variant-numeric: tabular-nums;
    text-align: right;
    white-space: nowrap;
  }
`
