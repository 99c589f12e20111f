import {SearchIcon} from '@sanity/icons/Search'
import {TextInput} from '@sanity/ui'

/** What a {@link SearchInput} is given. */
export interface SearchInputProps {
  /** For screen readers. */
  label: string
  placeholder: string
  value: string
  onChange: (value: string) => void
}

/** A field to search a list with, which can be emptied. */
export function SearchInput({label, placeholder, value, onChange}: SearchInputProps) {
  return (
    <TextInput
      aria-label={label}
      clearButton={value !== ''}
      fontSize={1}
      icon={SearchIcon}
      onChange={(event) => onChange(event.currentTarget.value)}
      onClear={() => onChange('')}
      padding={2}
      placeholder={placeholder}
      value={value}
    />
  )
}
