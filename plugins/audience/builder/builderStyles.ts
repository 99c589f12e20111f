import {styled} from 'styled-components'

/** The members of a group, one below the other. */
export const Members = styled.ol`
  display: grid;
  gap: 4px;
  list-style: none;
  margin: 0;
  padding: 0;

  & > li {
    min-width: 0;
  }
`

/** The combinator between two members; looks like the Studio's smallest muted text. */
export const Joint = styled.li`
  color: var(--card-muted-fg-color);
  font-size: 10px;
  font-weight: 500;
  line-height: 1;
  padding: 4px 20px;
`

/** A condition that is not rendered yet, about as high as one that is. */
export const PendingLine = styled.button`
  background: none;
  border: 0;
  color: var(--card-muted-fg-color);
  display: block;
  font: inherit;
  font-size: 13px;
  height: 33px;
  overflow: hidden;
  padding: 0 28px;
  text-align: left;
  text-overflow: ellipsis;
  white-space: nowrap;
  width: 100%;

  &:focus-visible {
    outline: 2px solid var(--card-focus-ring-color);
  }
`

/** A condition: handle, controls, actions. */
export const RuleLine = styled.div`
  align-items: flex-start;
  border-radius: 3px;
  display: flex;
  gap: 4px;
  padding: 2px 0;

  &[data-dragging] {
    opacity: 0.4;
  }

  &[data-over] {
    box-shadow: 0 2px 0 0 var(--card-focus-ring-color);
  }

  &[data-refused] {
    box-shadow: 0 2px 0 0 var(--card-badge-critical-dot-color, currentColor);
  }
`

/** Field, operator and value; on several lines where it is narrow. */
export const RuleParts = styled.fieldset`
  border: 0;
  display: flex;
  flex: 1;
  flex-wrap: wrap;
  gap: 4px;
  margin: 0;
  min-width: 0;
  padding: 0;

  &[data-muted] {
    box-shadow: -5px 0 0 -3px var(--card-border-color);
    font-style: italic;
  }

  & > * {
    flex: 1 1 130px;
    max-width: 260px;
    min-width: 0;
  }

  & > [data-wide] {
    flex: 2 1 220px;
    max-width: 100%;
  }
`

/** A row that wraps. */
export const Row = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
  min-width: 0;

  & > [data-grow] {
    flex: 1 1 120px;
    min-width: 0;
  }

  & > [data-fixed] {
    flex: none;
    width: 140px;
  }

  & > [data-wide] {
    flex: 1 1 190px;
    min-width: 0;
  }

  & > [data-small] {
    flex: 0 1 84px;
    min-width: 64px;
  }
`

/** The handle that moves a condition or a group. */
export const Handle = styled.button`
  appearance: none;
  background: none;
  border: 0;
  border-radius: 3px;
  color: var(--card-muted-fg-color);
  cursor: grab;
  display: block;
  flex: none;
  font-size: 17px;
  line-height: 0;
  margin: 0;
  padding: 6px 1px;
  touch-action: none;

  &:hover,
  &:focus-visible {
    color: var(--card-fg-color);
  }

  &:focus-visible {
    outline: 2px solid var(--card-focus-ring-color);
  }

  &:disabled {
    cursor: default;
    opacity: 0.3;
  }
`

/** The frame of a group inside another. */
export const GroupFrame = styled.fieldset`
  border: 1px solid var(--card-border-color);
  border-radius: 6px;
  margin: 0;
  min-width: 0;
  padding: 8px;

  &[data-level='1'] {
    border: 0;
    padding: 0;
  }

  &[data-over] {
    border-color: var(--card-focus-ring-color);
  }

  &[data-dragging] {
    opacity: 0.4;
  }
`

/** The builder, and beside it where there is room the insight panel. */
export const BuilderLayout = styled.div`
  container-type: inline-size;

  & > div {
    align-items: start;
    display: grid;
    gap: 24px;
    grid-template-columns: minmax(0, 1fr);
  }

  @container (min-width: 980px) {
    & > div {
      grid-template-columns: minmax(0, 1fr) 360px;
    }
  }
`
