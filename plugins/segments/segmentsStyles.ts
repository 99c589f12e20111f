import {styled} from 'styled-components'

/** A small line chart. */
export const Spark = styled.svg`
  display: block;
  overflow: visible;

  & > path {
    fill: none;
    stroke: var(--card-muted-fg-color);
    stroke-linejoin: round;
    stroke-width: 1.5;
  }

  & > circle {
    fill: var(--card-link-color, currentColor);
  }
`

/** A form with a maximum width. */
export const Form = styled.div`
  display: grid;
  gap: 24px;
  margin: 0 auto;
  max-width: 1240px;
  padding-top: 12px;
`
