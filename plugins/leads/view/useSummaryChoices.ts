import {useState} from 'react'
import {
  readChoices,
  type SummaryChoices,
  type SummaryColumn,
  type SummaryKind,
} from './summaries.ts'

/** The state of the row of summaries. */
export interface SummaryRowState {
  isShown: boolean
  choices: SummaryChoices
  onShow: (isShown: boolean) => void
  onChoose: (column: SummaryColumn, kind: SummaryKind | null) => void
}

function readStored(key: string): {isShown: boolean; choices: SummaryChoices} {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return {isShown: stored !== null, choices: readChoices(stored)}
  } catch {
    return {isShown: false, choices: {}}
  }
}

function store(key: string, choices: SummaryChoices | null): void {
  try {
    if (choices) sessionStorage.setItem(key, JSON.stringify(choices))
    else sessionStorage.removeItem(key)
  } catch {
    // Without session storage, the choices last as long as the page.
  }
}

/** The chosen summaries, stored for the session only: a newly opened grid requests nothing but rows. */
export function useSummaryChoices(site: string): SummaryRowState {
  const key = `leads.summary.${site}`
  const [{isShown, choices}, setState] = useState(() => readStored(key))
  return {
    isShown,
    choices,
    onShow: (next) => {
      setState({isShown: next, choices})
      store(key, next ? choices : null)
    },
    onChoose: (column, kind) => {
      const {[column]: _, ...others} = choices
      const next = kind ? {...others, [column]: kind} : others
      setState({isShown, choices: next})
      store(key, next)
    },
  }
}
