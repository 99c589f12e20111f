import {styled} from 'styled-components'

/** Facts of a list, one below the other, each with its icon. */
export const Facts = styled.ul`
  display: grid;
  gap: 12px;
  list-style: none;
  margin: 0;
  padding: 0;

  & > li {
    display: flex;
    gap: 8px;
    min-width: 0;
  }

  & > li > :last-child {
    min-width: 0;
    overflow-wrap: anywhere;
  }
`
