import {styled} from 'styled-components'

/** A list with lines between its items. */
export const PlainList = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;

  & > li {
    padding: 4px 0;
  }

  & > li + li {
    border-top: 1px solid var(--card-border-color);
  }
`

/** The parts of an explanation, one below the other; those of groups are indented. */
export const Tree = styled.ul`
  display: grid;
  gap: 8px;
  list-style: none;
  margin: 0;
  padding: 0;

  & & {
    border-left: 1px solid var(--card-border-color);
    margin: 8px 0 0 7px;
    padding-left: 12px;
  }
`

/** A part of an explanation: an icon and a text. */
export const TreeLine = styled.div`
  align-items: flex-start;
  display: flex;
  gap: 8px;

  & > svg {
    flex: none;
    font-size: 17px;
    margin: -2px 0;
  }

  &[data-matches='true'] > svg {
    color: var(--card-badge-positive-fg-color);
  }

  &[data-matches='false'] > svg {
    color: var(--card-badge-critical-fg-color);
  }
`
