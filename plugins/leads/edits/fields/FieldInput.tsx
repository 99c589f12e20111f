import {Select, TextInput} from '@sanity/ui'
import {useLayoutEffect, useRef, type KeyboardEvent} from 'react'
import {useTranslation} from 'sanity'
import {parseBooleanWord} from '../../../../core/audience/comparisons/valueComparisons.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {useOwnerChoices} from './ownersContext.ts'
import type {FieldInputType, PanelField} from './panelFields.ts'

/** What a {@link FieldInput} needs. */
export interface FieldInputProps {
  field: PanelField
  label: string
  value: string
  /** Id of the element that says what is wrong with the value; absent while nothing is. */
  problemId: string | undefined
  onChange: (typed: string) => void
  onSave: () => void
  onCancel: () => void
}

/** The keyboards that phones and tablets show. */
const INPUT_MODES: Partial<Record<FieldInputType, 'tel' | 'url' | 'decimal'>> = {
  phone: 'tel',
  linkedIn: 'url',
  number: 'decimal',
}

/** Values that are chosen, with what they are called; `null` for fields that are typed in. */
function useChoices(
  field: PanelField,
  value: string,
): readonly (readonly [string, string])[] | null {
  const {t} = useTranslation(leadsLocaleNamespace)
  const owners = useOwnerChoices(value)
  if (field.type === 'user') return [['', t('edit-field.nobody')], ...owners]
  if (field.type !== 'boolean') return null
  const answer = value === '' ? '' : String(parseBooleanWord(value) ?? value)
  const known = ['', 'true', 'false']
  return [
    ['', t('edit-field.not-set')],
    ['true', t('edit-field.yes')],
    ['false', t('edit-field.no')],
    ...(known.includes(answer) ? [] : [[answer, answer] as const]),
  ]
}

/** The input of a field, by its type. Enter saves, Escape does not. */
export function FieldInput(props: FieldInputProps) {
  const {field, label, value, problemId, onChange, onSave, onCancel} = props
  const choices = useChoices(field, value)
  const input = useRef<HTMLInputElement>(null)
  const select = useRef<HTMLSelectElement>(null)
  useLayoutEffect(() => {
    input.current?.select()
    select.current?.focus()
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of the panel and the grid, such as Escape, are not meant while something is typed.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') onSave()
    else if (event.key === 'Escape') onCancel()
    else return
    event.preventDefault()
  }
  const shared = {
    'aria-describedby': problemId,
    'aria-invalid': problemId !== undefined,
    'aria-label': label,
    fontSize: 1,
    onKeyDown,
    padding: 2,
  }
  return choices ? (
    <Select
      {...shared}
      onChange={(event) => onChange(event.currentTarget.value)}
      ref={select}
      value={field.type === 'boolean' ? String(parseBooleanWord(value) ?? value) : value}
    >
      {choices.map(([choice, title]) => (
        <option key={choice} value={choice}>
          {title}
        </option>
      ))}
    </Select>
  ) : (
    <TextInput
      {...shared}
      autoComplete="off"
      inputMode={INPUT_MODES[field.type] ?? 'text'}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder={field.type === 'date' ? 'YYYY-MM-DD' : undefined}
      radius={2}
      ref={input}
      spellCheck={false}
      value={value}
    />
  )
}
