import {CloseIcon} from '@sanity/icons/Close'
import {Flex} from '@sanity/ui'
import {useLayoutEffect, useRef, useState, type KeyboardEvent} from 'react'
import {useTranslation} from 'sanity'
import {styled} from 'styled-components'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {endOnKey, EditorShell, type EditEnd, type EditorProps} from './EditorShell.tsx'

const EditableTag = styled.span`
  align-items: center;
  border: 1px solid var(--card-border-color);
  border-radius: 3px;
  display: inline-flex;
  font-size: 12px;
  gap: 2px;
  line-height: 16px;
  max-width: 200px;
  padding: 0 2px 0 5px;

  > span {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  > button {
    background: none;
    border: 0;
    color: inherit;
    cursor: pointer;
    display: flex;
    padding: 0;
  }
`

/** Edits tags: Enter or a comma adds what was typed, Enter without text saves. */
export function TagsEditor(props: EditorProps<readonly string[]>) {
  const {label, value, overtakenBy, onSave, onCancel} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const [tags, setTags] = useState(value)
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])

  const withText = () => {
    const tag = text.trim()
    return tag === '' || tags.includes(tag) ? tags : [...tags, tag]
  }
  const add = () => {
    setTags(withText())
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isAdding = text.trim() !== '' && (event.key === 'Enter' || event.key === ',')
    if (isAdding && !event.nativeEvent.isComposing) {
      event.stopPropagation()
      event.preventDefault()
      add()
    } else if (event.key === 'Backspace' && text === '') {
      event.stopPropagation()
      setTags(tags.slice(0, -1))
    } else {
      endOnKey(event, {onSave: (end: EditEnd) => onSave(withText(), end), onCancel})
    }
  }
  return (
    <EditorShell onLeave={() => onSave(withText(), 'leave')} overtakenBy={overtakenBy}>
      {tags.length > 0 && (
        <Flex gap={1} paddingTop={2} paddingX={2} style={{maxWidth: 320}} wrap="wrap">
          {tags.map((tag) => (
            <EditableTag key={tag}>
              <span>{tag}</span>
              <button
                aria-label={t('edit.remove-tag', {tag})}
                onClick={() => {
                  setTags(tags.filter((other) => other !== tag))
                  input.current?.focus()
                }}
                tabIndex={-1}
                type="button"
              >
                <CloseIcon />
              </button>
            </EditableTag>
          ))}
        </Flex>
      )}
      <input
        aria-label={label}
        maxLength={80}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={t('edit.add-tag')}
        ref={input}
        value={text}
      />
    </EditorShell>
  )
}
