import {styled} from 'styled-components'

/**
 * A panel beside the content of a tool; over it where the window is too narrow for both. What holds it
 * needs a CSS position.
 */
export const SideFrame = styled.aside<{$width: number}>`
  background: var(--card-bg-color);
  border-left: 1px solid var(--card-border-color);
  color: var(--card-fg-color);
  display: flex;
  flex: none;
  flex-direction: column;
  max-width: 100%;
  min-height: 0;
  width: ${({$width}) => $width}px;

  @media (max-width: 900px) {
    border-left: 0;
    inset: 0;
    position: absolute;
    width: auto;
    /* Over the grid's headings, and the cell that is edited. */
    z-index: 6;
  }
`
