import {UndoIcon} from '@sanity/icons/Undo'
import {Button, Flex, Text} from '@sanity/ui'
import {useLayoutEffect, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import {isApple} from './isApple.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** What an {@link UndoButton} needs. */
export interface UndoButtonProps {
  /** Said before the button. */
  note?: string | undefined
  onUndo: () => void
  /** Gives the focus back when it goes away with the button. */
  onGone: () => void
}

/** What a notice offers: to undo, by button as long as it is there, and by key. */
export function UndoButton(props: UndoButtonProps) {
  const {note, onUndo, onGone} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const button = useRef<HTMLButtonElement | null>(null)
  const [isAsked, setAsked] = useState(false)
  useLayoutEffect(() => {
    const element = button.current
    return () => {
      if (element && element === document.activeElement) onGone()
    }
  }, [onGone])
  return (
    <Flex as="span" direction="column" gap={3}>
      {note && (
        <Text as="span" muted size={1}>
          {note}
        </Text>
      )}
      <Flex as="span">
        <Button
          aria-disabled={isAsked}
          aria-keyshortcuts={isApple() ? 'Meta+Z' : 'Control+Z'}
          fontSize={1}
          icon={UndoIcon}
          mode="ghost"
          onClick={() => {
            if (isAsked) return
            setAsked(true)
            onUndo()
          }}
          padding={2}
          ref={button}
          text={t('undo.button', {keys: isApple() ? '⌘Z' : 'Ctrl+Z'})}
        />
      </Flex>
    </Flex>
  )
}
