import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Flex} from '@sanity/ui'
import type {FocusEvent, ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {EditorFrame, EditorNote} from './editorStyles.ts'

/** What an {@link EditorShell} holds. */
export interface EditorShellProps {
  overtakenBy: string | null
  /** The focus went elsewhere. */
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
