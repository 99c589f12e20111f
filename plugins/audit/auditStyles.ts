import {styled} from 'styled-components'
import {PlainTable} from '../ui/PlainTable.ts'

/** The filters, as many in a row as fit. */
export const Filters = styled.div`
  align-items: start;
  display: grid;
  gap: 8px;
  grid-template-columns: repeat(auto-fill, minmax(min(170px, 100%), 1fr));

  /* Two whole rows, where five of the six fields would fit into the first. */
  @media (min-width: 600px) and (max-width: 1100px) {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }

  & > button {
    align-self: end;
  }
`

/** One event of the list: a link over the whole row. */
export const EventLink = styled.a`
  border-bottom: 1px solid var(--card-border-color);
  color: inherit;
  column-gap: 16px;
  display: grid;
  grid-template-columns: 150px minmax(0, 1fr) auto;
  padding: 14px 16px;
  row-gap: 8px;
  text-decoration: none;

  &:hover,
  &[aria-current='true'] {
    background: var(--card-muted-bg-color);
  }

  &:focus-visible {
    box-shadow: inset 0 0 0 2px var(--card-focus-ring-color);
    outline: none;
  }

  @container (max-width: 560px) {
    grid-template-columns: minmax(0, 1fr) auto;

    & > :nth-child(2) {
      grid-column: 1 / -1;
      grid-row: 2;
    }
  }
`

/** The container of the list; rows adapt to its width. */
export const ListFrame = styled.div`
  container-type: inline-size;
  flex: 1;
  min-height: 0;
  min-width: 0;
`

/** A table of changes or details. */
export const DetailTable = styled(PlainTable)`
  table-layout: fixed;

  th,
  td {
    padding-right: 8px;
  }

  [data-mark] {
    color: var(--card-muted-fg-color);
    font-style: italic;
  }
`

/** Hashes and ids. */
export const Code = styled.code`
  font-family: var(--card-code-font-family, monospace);
  font-size: 12px;
  overflow-wrap: anywhere;
`
