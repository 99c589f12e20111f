import {AddIcon} from '@sanity/icons/Add'
import {CheckmarkIcon} from '@sanity/icons/Checkmark'
import {SearchIcon} from '@sanity/icons/Search'
import {Box, Card, Text, TextInput} from '@sanity/ui'
import {useEffect, useId, useRef, useState, type KeyboardEvent} from 'react'
import {Option, Options, OptionsTitle} from './pickStyles.ts'
import {foundOptions, type OptionGroup} from './pickOptions.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link PickList} offers. */
export interface PickListProps {
  /** What is chosen, for screen readers. */
  label: string
  groups: readonly OptionGroup[]
  selected: readonly string[]
  isMultiple: boolean
  /** Whether values may be given that are not in the list. */
  takesOthers: boolean
  /** Says under the list what is in it. */
  note?: string | undefined
  /** What is said of a value that is typed and not in the list; else that it can be used. */
  otherText?: string | null | undefined
  /** Told what is searched for. */
  onSearch?: ((text: string) => void) | undefined
  onPick: (value: string) => void
  onClose: () => void
}

/** Roles that no element has by itself: a native list has no search, and cannot be drawn. */
const COMBOBOX = {role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': true} as const
const LISTBOX = {role: 'listbox'} as const

/** A search field over a list of values. The arrow keys move in the list while one types. */
export function PickList(props: PickListProps) {
  const {label, groups, selected, isMultiple, takesOthers, onPick, onClose} = props
  const {note, otherText, onSearch} = props
  const t = useAudienceText()
  const id = useId()
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const found = foundOptions(groups, search)
  const values = found.flatMap(({options}) => options.map(({value}) => value))
  const other = search.trim()
  const offersOther = takesOthers && other !== '' && !values.includes(other)
  const all = offersOther ? [...values, other] : values

  useEffect(() => input.current?.focus({preventScroll: true}), [])
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({block: 'nearest'})
  }, [active, id])

  const changeSearch = (text: string) => {
    setSearch(text)
    onSearch?.(text)
  }
  const pick = (value: string) => {
    onPick(value)
    if (!isMultiple) onClose()
    else changeSearch('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
    if (step !== undefined) {
      setActive((before) => (before + step + all.length) % Math.max(1, all.length))
    } else if (event.key === 'Enter') {
      const value = all[active]
      if (value !== undefined) pick(value)
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      onClose()
      if (event.key === 'Tab') return
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const optionProps = (value: string) => {
    const index = all.indexOf(value)
    return {
      'aria-selected': selected.includes(value),
      'data-active': index === active ? '' : undefined,
      id: `${id}-${index}`,
      onClick: () => pick(value),
      onMouseMove: () => setActive(index),
      role: 'option',
    }
  }
  return (
    <div>
      <Card borderBottom padding={1}>
        <TextInput
          aria-activedescendant={all.length > 0 ? `${id}-${active}` : undefined}
          aria-controls={`${id}-list`}
          aria-label={t(takesOthers ? 'pick.search-or-enter' : 'pick.search', {label})}
          border={false}
          fontSize={1}
          icon={SearchIcon}
          onChange={(event) => {
            changeSearch(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          padding={2}
          placeholder={t(takesOthers ? 'pick.placeholder-or-enter' : 'pick.placeholder')}
          ref={input}
          {...COMBOBOX}
          value={search}
        />
      </Card>
      <Options aria-label={label} aria-multiselectable={isMultiple} id={`${id}-list`} {...LISTBOX}>
        {found.map((group, index) => (
          <div
            aria-labelledby={group.title === null ? undefined : `${id}-group-${index}`}
            key={group.title ?? ''}
            role={group.title === null ? 'presentation' : 'group'}
          >
            {group.title !== null && (
              <OptionsTitle id={`${id}-group-${index}`}>{group.title}</OptionsTitle>
            )}
            {group.options.map(({value, title}) => (
              <Option key={value} {...optionProps(value)}>
                <span>{title}</span>
                {selected.includes(value) && <CheckmarkIcon aria-hidden="true" />}
              </Option>
            ))}
          </div>
        ))}
        {offersOther && (
          <Option {...optionProps(other)}>
            <AddIcon aria-hidden="true" />
            <span>{otherText ?? t('pick.other', {text: other})}</span>
          </Option>
        )}
      </Options>
      {all.length === 0 && (
        <Box padding={3}>
          <Text muted size={1}>
            {t(takesOthers ? 'pick.none-enter' : 'pick.none')}
          </Text>
        </Box>
      )}
      {note && (
        <Card borderTop padding={3}>
          <Text muted size={0}>
            {note}
          </Text>
        </Card>
      )}
    </div>
  )
}
