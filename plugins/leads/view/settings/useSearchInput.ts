import {useEffect, useRef, useState} from 'react'

/** Pause in typing before a search is sent. */
const DEBOUNCE_MS = 250

export interface SearchInput {
  input: string
  setInput: (input: string) => void
  clear: () => void
}

/**
 * The search field. It follows `searched`, which the back button or a saved view may change.
 *
 * @param searched - the current search
 * @param onSearch - called when the user stops typing
 */
export function useSearchInput(searched: string, onSearch: (search: string) => void): SearchInput {
  const [input, setInput] = useState(searched)
  const [followed, setFollowed] = useState(searched)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  if (searched !== followed) {
    setFollowed(searched)
    // Equal but for spaces: the field does not change while the user types.
    if (searched !== input.trim()) setInput(searched)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const search = (text: string, delay: number) => {
    setInput(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text.trim()), delay)
  }
  return {
    input,
    setInput: (text) => search(text, DEBOUNCE_MS),
    clear: () => search('', 0),
  }
}
