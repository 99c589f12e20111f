import {DragHandleIcon} from '@sanity/icons/DragHandle'
import type {HTMLAttributes, KeyboardEvent, Ref} from 'react'
import {Handle} from './builderStyles.ts'
import type {NodeActions} from './useNodeActions.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link MoveHandle} moves. */
export interface MoveHandleProps {
  id: string
  actions: NodeActions
  dragRef: Ref<HTMLSpanElement> | undefined
  attributes: HTMLAttributes<HTMLElement> | undefined
}

/** Moves a rule or group: with the pointer by dragging, with the keyboard by the arrow keys. */
export function MoveHandle(props: MoveHandleProps) {
  const {id, actions, dragRef, attributes} = props
  const t = useAudienceText()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && actions.canMoveUp) actions.moveUp()
    else if (event.key === 'ArrowDown' && actions.canMoveDown) actions.moveDown()
    else return
    event.preventDefault()
  }
  return (
    <span ref={dragRef}>
      <Handle
        aria-label={t('node.move')}
        data-focus={`handle-${id}`}
        disabled={actions.isLocked}
        onKeyDown={onKeyDown}
        onPointerDown={attributes?.onPointerDown}
        title={t('node.move')}
        type="button"
      >
        <DragHandleIcon aria-hidden="true" />
      </Handle>
    </span>
  )
}
