import {styled} from 'styled-components'

/** The page below its heading: a scroll container, and a container for queries. */
export const Page = styled.div`
  container-type: inline-size;
  flex: 1;
  min-height: 0;
  overflow: auto;
  padding: 12px;
  /* Keeps hidden texts inside: otherwise they lengthen the document. */
  position: relative;
`

/** A grid of cards. */
export const Cards = styled.ul`
  display: grid;
  gap: 12px;
  grid-template-columns: repeat(auto-fill, minmax(min(360px, 100%), 1fr));
  list-style: none;
  margin: 0;
  padding: 0;

  & > li {
    display: flex;
    min-width: 0;
  }

  & > li > * {
    flex: 1;
    min-width: 0;
  }
`

/** A text with a maximum of lines. */
export const Clamped = styled.span<{$lines: number}>`
  -webkit-box-orient: vertical;
  -webkit-line-clamp: ${({$lines}) => $lines};
  display: -webkit-box;
  overflow: hidden;
  overflow-wrap: anywhere;
`
