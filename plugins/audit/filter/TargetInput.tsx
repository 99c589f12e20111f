import {SearchIcon} from '@sanity/icons/Search'
import {TextInput} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {parseTargetId} from '../address/auditAddress.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'

/** What a {@link TargetInput} needs. */
export interface TargetInputProps {
  id: string
  value: string | null
  onChange: (targetId: string | null) => void
}

/**
 * Takes the id of what events are about. What is no id, such as a name or an address, goes nowhere:
 * neither into the page's address nor to the store.
 */
export function TargetInput(props: TargetInputProps) {
  const {id, value, onChange} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const [draft, setDraft] = useState<{of: string | null; text: string}>({
    of: value,
    text: value ?? '',
  })
  // What is typed belongs to the value that it began with.
  const text = draft.of === value ? draft.text : (value ?? '')
  const isWrong = text.trim() !== '' && parseTargetId(text) === null
  const commit = (next: string) => {
    const targetId = parseTargetId(next)
    if (next.trim() === '' ? value !== null : targetId !== null && targetId !== value) {
      onChange(targetId)
    }
  }
  return (
    <TextInput
      aria-describedby={isWrong ? `${id}-wrong` : undefined}
      aria-invalid={isWrong}
      clearButton={text !== ''}
      {...(isWrong ? {customValidity: t('filter.no-id')} : {})}
      fontSize={1}
      icon={SearchIcon}
      id={id}
      onBlur={() => commit(text)}
      onChange={(event) => setDraft({of: value, text: event.currentTarget.value})}
      onClear={() => {
        setDraft({of: value, text: ''})
        if (value !== null) onChange(null)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(text)
      }}
      padding={2}
      placeholder={t('filter.target-placeholder')}
      spellCheck={false}
      suffix={
        isWrong ? (
          <span hidden id={`${id}-wrong`}>
            {t('filter.no-id')}
          </span>
        ) : undefined
      }
      value={text}
    />
  )
}
