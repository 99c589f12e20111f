import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Flex} from '@sanity/ui'
import type {FocusEvent, KeyboardEvent, ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {styled} from 'styled-components'
import type {LeadValue} from '../../../../core/changes/leadEdit.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** Where the focus goes after editing. */
export type EditEnd = 'stay' | 'next' | 'previous' | 'leave'

/** The props of an editor of a cell. */
export interface EditorProps<Value extends LeadValue> {
  /** Names the editor for screen readers. */
  label: string
  value: Value
  /** The value that somebody else wrote into the cell meanwhile. */
  overtakenBy: string | null
  onSave: (value: Value, end: EditEnd) => void
  onCancel: () => void
}

/** The props of {@link EditorShell}. */
interface EditorShellProps {
  overtakenBy: string | null
  /** Called when the focus leaves the editor. */
  onLeave: () => void
  children: ReactNode
}

/** The frame of an editor over its cell, with a warning when somebody else changed the value. */
export function EditorShell(props: EditorShellProps) {
  const {overtakenBy, onLeave, children} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onLeave()
  }
  return (
    <EditorFrame onBlur={onBlur}>
      <div>
        {children}
        {overtakenBy !== null && (
          <EditorNote role="alert">
            <Flex gap={2}>
              <WarningOutlineIcon style={{flex: 'none', fontSize: 17}} />
              <span>{t('edit.changed-meanwhile', {value: overtakenBy})}</span>
            </Flex>
          </EditorNote>
        )}
      </div>
    </EditorFrame>
  )
}

/**
 * Handles the keys of an editor: Enter and Tab save, Escape cancels. No key reaches the grid.
 *
 * @returns whether the key ended editing
 */
export function endOnKey(
  event: KeyboardEvent,
  handlers: {onSave: (end: EditEnd) => void; onCancel: () => void},
): boolean {
  event.stopPropagation()
  // Enter picks a word of an input method.
  if (event.nativeEvent.isComposing) return false
  if (event.key === 'Enter') handlers.onSave('stay')
  else if (event.key === 'Tab') handlers.onSave(event.shiftKey ? 'previous' : 'next')
  else if (event.key === 'Escape') handlers.onCancel()
  else return false
  event.preventDefault()
  return true
}

/** Covers the edited cell, and may be wider. */
const EditorFrame = styled.div`
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

/** A note below the editor. */
const EditorNote = styled.div`
  border-top: 1px solid var(--card-border-color);
  color: var(--card-fg-color);
  font-size: 12px;
  line-height: 16px;
  max-width: 320px;
  padding: 6px 8px;
  white-space: normal;
`
