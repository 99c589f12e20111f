import {styled} from 'styled-components'

/** A list of values to choose from; it scrolls by itself. */
export const Options = styled.div`
  max-height: 320px;
  min-width: 220px;
  overflow: auto;
  padding: 4px;
`

/** Heading of values that belong together. */
export const OptionsTitle = styled.div`
  color: var(--card-muted-fg-color);
  font-size: 11px;
  font-weight: 600;
  line-height: 16px;
  padding: 8px 8px 4px;
`

/** One value. */
export const Option = styled.div`
  align-items: center;
  border-radius: 3px;
  color: var(--card-fg-color);
  cursor: pointer;
  display: flex;
  font-size: 13px;
  gap: 8px;
  line-height: 19px;
  overflow-wrap: anywhere;
  padding: 5px 8px;

  & > span {
    flex: 1;
  }

  & > svg {
    flex: none;
    font-size: 17px;
  }

  &[data-active] {
    background: var(--card-muted-bg-color);
    box-shadow: inset 0 0 0 1px var(--card-focus-ring-color);
  }
`
