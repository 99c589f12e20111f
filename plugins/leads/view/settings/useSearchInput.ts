import {useEffect, useRef, useState} from 'react'

/** How long typing has to rest before a search is sent. */
const DEBOUNCE_MS = 250

/** What is in the search field, and what is searched for: the same, once typing rests. */
export interface SearchInput {
  input: string
  setInput: (input: string) => void
  clear: () => void
}

/**
 * The search field. What is searched for may also change from outside, by the back button or a saved
 * view; the field then follows.
 *
 * @param searched - what is searched for
 * @param onSearch - called when typing rests
 */
export function useSearchInput(searched: string, onSearch: (search: string) => void): SearchInput {
  const [input, setInput] = useState(searched)
  const [followed, setFollowed] = useState(searched)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  if (searched !== followed) {
    setFollowed(searched)
    // Trimmed alike: the field is not changed under the hand of whoever is typing.
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
