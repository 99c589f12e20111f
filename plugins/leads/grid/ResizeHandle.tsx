import type {Header} from '@tanstack/react-table'
import {styled} from 'styled-components'
import type {GridRow} from '../data/leadPages.ts'

const Handle = styled.div`
  bottom: 0;
  cursor: col-resize;
  position: absolute;
  right: -4px;
  top: 0;
  touch-action: none;
  width: 9px;
  z-index: 2;

  &::after {
    background: var(--card-border-color);
    bottom: 9px;
    content: '';
    left: 4px;
    opacity: 0;
    position: absolute;
    top: 9px;
    width: 1px;
  }

  th:hover > &::after {
    opacity: 1;
  }

  &:hover::after,
  &[data-active]::after {
    background: var(--card-focus-ring-color);
    bottom: 0;
    opacity: 1;
    top: 0;
    width: 2px;
  }
`

/** The edge of a column, which is dragged to size it. Keys do it from the heading. */
export function ResizeHandle(props: {header: Header<GridRow, unknown>}) {
  const {header} = props
  const start = header.getResizeHandler()
  return (
    <Handle
      aria-hidden="true"
      data-active={header.column.getIsResizing() || undefined}
      onClick={(event) => event.stopPropagation()}
      onMouseDown={start}
      onTouchStart={start}
    />
  )
}
