import {useEffect, useState} from 'react'

/** How long typing has to rest before a search is sent. */
const DEBOUNCE_MS = 200

/** What is in the search field, and what is searched for: the same, once typing rests. */
export function useSearchInput(): {
  input: string
  searched: string
  setInput: (input: string) => void
  clear: () => void
} {
  const [input, setInput] = useState('')
  const [searched, setSearched] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearched(input), DEBOUNCE_MS)
    return () => clearTimeout(timer)
  }, [input])
  return {
    input,
    searched,
    setInput,
    clear: () => {
      setInput('')
      setSearched('')
    },
  }
}
