import {css} from 'styled-components'

const icon = (path: string) =>
  `url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 15 15' fill='none' stroke='black' stroke-width='1.6'%3E%3Cpath d='${path}'/%3E%3C/svg%3E")`

const CHECK = icon('M3.5 7.7l2.7 2.8 5.3-5.9')
const DASH = icon('M3.5 7.5h8')

/** Checkboxes of the table: empty, ticked, or with a dash when some rows are selected. */
export const checkboxStyles = css`
  input[type='checkbox'] {
    appearance: none;
    background: var(--card-bg-color);
    border: 1px solid color-mix(in srgb, var(--card-muted-fg-color) 70%, var(--card-bg-color));
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
    /* The grid handles the click, because of the Shift key. */
    pointer-events: none;
  }

  input[type='checkbox']:focus-visible {
    box-shadow: 0 0 0 2px var(--card-focus-ring-color);
  }

  input[type='checkbox']:is(:checked, :indeterminate) {
    background: var(--card-fg-color);
    border-color: transparent;
  }

  input[type='checkbox']:is(:checked, :indeterminate)::after {
    background: var(--card-bg-color);
    content: '';
    display: block;
    height: 15px;
    mask: ${CHECK};
    width: 15px;
  }

  input[type='checkbox']:indeterminate::after {
    mask: ${DASH};
  }
`
