import {styled} from 'styled-components'

/** Lies over the cell that is edited, and may be wider than it. */
export const EditorFrame = styled.div`
  position: relative;
  height: 100%;

  > div {
    background: var(--card-bg-color);
    border-radius: 2px;
    box-shadow:
      inset 0 0 0 2px var(--card-focus-ring-color),
      0 4px 14px rgb(0 0 0 / 20%);
    box-sizing: border-box;
    left: 0;
    min-height: 100%;
    min-width: max(100%, 220px);
    position: absolute;
    top: 0;
    z-index: 4;
  }

  input,
  select {
    background: transparent;
    border: 0;
    box-sizing: border-box;
    color: inherit;
    font: inherit;
    height: calc(var(--row-height) - 1px);
    outline: none;
    padding: 0 8px;
    width: 100%;
  }

  select option {
    background: var(--card-bg-color);
  }
`

/** What is said below the field while it is edited. */
export const EditorNote = styled.div`
  border-top: 1px solid var(--card-border-color);
  color: var(--card-fg-color);
  font-size: 12px;
  line-height: 16px;
  max-width: 320px;
  padding: 6px 8px;
  white-space: normal;
`
