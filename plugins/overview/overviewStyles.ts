import {styled} from 'styled-components'

/** The page below its heading: it scrolls, and is a container for width queries. */
export const Page = styled.div`
  container-type: inline-size;
  flex: 1;
  min-height: 0;
  overflow: auto;
  /* Keeps hidden texts inside: otherwise they lengthen the document. */
  position: relative;
  scrollbar-gutter: stable;
`

/** The page in columns, as the width allows. */
export const PageBody = styled.div`
  display: grid;
  gap: 16px;
  grid-template-columns: minmax(0, 1fr);
  margin: 0 auto;
  max-width: 1760px;
  padding: 16px;

  & > [data-area] {
    min-width: 0;
  }

  @container (min-width: 900px) {
    grid-template-areas:
      'records records'
      'pipeline intake'
      'feed side';
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);

    & > [data-area='records'] {
      grid-area: records;
    }
    & > [data-area='pipeline'] {
      grid-area: pipeline;
    }
    & > [data-area='intake'] {
      grid-area: intake;
    }
    & > [data-area='feed'] {
      grid-area: feed;
    }
    & > [data-area='side'] {
      grid-area: side;
    }
  }

  @container (min-width: 1500px) {
    grid-template-areas:
      'records records side'
      'pipeline intake side'
      'feed feed side';
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) minmax(0, 0.95fr);
    grid-template-rows: auto auto 1fr;
  }
`

/** Four cards: in two lines where one has no room for their texts. */
export const CardRow = styled.ul`
  display: grid;
  gap: 16px;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  list-style: none;
  margin: 0;
  padding: 0;

  @container (min-width: 860px) {
    grid-template-columns: repeat(4, minmax(0, 1fr));
  }

  @container (max-width: 440px) {
    grid-template-columns: minmax(0, 1fr);
  }
`

/** A list without markers; lines separate its items. */
export const LineList = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;

  & > li + li {
    border-top: 1px solid var(--card-border-color);
  }
`

/** A list without markers; space separates its items. */
export const SpacedList = styled.ul`
  display: grid;
  gap: 12px;
  list-style: none;
  margin: 0;
  padding: 20px;
`

/** The figures of a chart as a table for screen readers. */
export const FiguresTable = styled.table`
  border: 0;
  clip-path: inset(50%);
  height: 1px;
  overflow: hidden;
  position: absolute;
  white-space: nowrap;
  width: 1px;
`
