import {AddIcon} from '@sanity/icons/Add'
import {CheckmarkIcon} from '@sanity/icons/Checkmark'
import {SearchIcon} from '@sanity/icons/Search'
import {Box, Card, Text, TextInput} from '@sanity/ui'
import {useEffect, useId, useRef, useState, type KeyboardEvent} from 'react'
import {styled} from 'styled-components'
import {useAudienceText} from '../audienceLocale.ts'
import {foundOptions, type OptionGroup} from './pickOptions.ts'

/** What a {@link PickList} offers. */
export interface PickListProps {
  /** What the user chooses, for screen readers. */
  label: string
  groups: readonly OptionGroup[]
  selected: readonly string[]
  isMultiple: boolean
  /** Whether the user may type values that are not in the list. */
  takesOthers: boolean
  /** A note under the list. */
  note?: string | undefined
  /** Text of the option for a typed value that is not in the list; default “Use …”. */
  otherText?: string | null | undefined
  /** Called with the text of the search. */
  onSearch?: ((text: string) => void) | undefined
  onPick: (value: string) => void
  onClose: () => void
}

/** Roles that no native element has: a native list has no search and can't be styled. */
const COMBOBOX = {role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': true} as const
const LISTBOX = {role: 'listbox'} as const

/** A search field over a list of values. The arrow keys move in the list while the user types. */
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

/** The list; it scrolls by itself. */
const Options = styled.div`
  max-height: 320px;
  min-width: 220px;
  overflow: auto;
  padding: 4px;
`

/** Heading of a group. */
const OptionsTitle = styled.div`
  color: var(--card-muted-fg-color);
  font-size: 11px;
  font-weight: 600;
  line-height: 16px;
  padding: 8px 8px 4px;
`

/** One value. */
const Option = styled.div`
  align-items: center;
  border-radius: 3px;
  color: var(--card-fg-color);
  cursor: pointer;
  display: flex;
  font-size: 13px;
  gap: 8px;
  line-height: 19px;
  overflow-wrap: anywhere;
  padding: 5px 8px;

  & > span {
    flex: 1;
  }

  & > svg {
    flex: none;
    font-size: 17px;
  }

  &[data-active] {
    background: var(--card-muted-bg-color);
    box-shadow: inset 0 0 0 1px var(--card-focus-ring-color);
  }
`
