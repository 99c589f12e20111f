import {css, styled} from 'styled-components'

/** Lines, texts and numbers of a table, in the Studio's theme. */
export const tableStyles = css`
  font-size: 13px;
  line-height: 20px;
  width: 100%;

  th,
  td {
    border-bottom: 1px solid var(--card-border-color);
    font-weight: inherit;
    text-align: left;
  }

  thead th {
    color: var(--card-muted-fg-color);
    font-weight: 500;
  }

  [data-number] {
    font-variant-numeric: tabular-nums;
    text-align: right;
  }
`

/** A plain table of texts and numbers. */
export const PlainTable = styled.table`
  border-collapse: collapse;

  ${tableStyles}

  th,
  td {
    overflow-wrap: anywhere;
    padding: 8px 12px 8px 0;
    vertical-align: top;
  }

  /* A heading of one word is not cut where the table is narrow. */
  thead th {
    overflow-wrap: normal;
  }

  a {
    color: var(--card-link-color);
  }

  [data-number] {
    white-space: nowrap;
  }
`
