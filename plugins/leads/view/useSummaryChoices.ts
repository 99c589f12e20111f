import {useState} from 'react'
import {
  readChoices,
  type SummaryChoices,
  type SummaryColumn,
  type SummaryKind,
} from './summaries.ts'

/** The row of summaries: whether it is shown, and what is chosen in it. */
export interface SummaryRowState {
  isShown: boolean
  choices: SummaryChoices
  onShow: (isShown: boolean) => void
  onChoose: (column: SummaryColumn, kind: SummaryKind | null) => void
}

function kept(key: string): {isShown: boolean; choices: SummaryChoices} {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return {isShown: stored !== null, choices: readChoices(stored)}
  } catch {
    return {isShown: false, choices: {}}
  }
}

function keep(key: string, choices: SummaryChoices | null): void {
  try {
    if (choices) sessionStorage.setItem(key, JSON.stringify(choices))
    else sessionStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing still has the choices until the page is left.
  }
}

/**
 * What is chosen of summaries. It is kept for the session only: a grid that is opened anew asks for
 * rows and nothing else.
 */
export function useSummaryChoices(site: string): SummaryRowState {
  const key = `leads.summary.${site}`
  const [{isShown, choices}, setState] = useState(() => kept(key))
  return {
    isShown,
    choices,
    onShow: (next) => {
      setState({isShown: next, choices})
      keep(key, next ? choices : null)
    },
    onChoose: (column, kind) => {
      const {[column]: _, ...others} = choices
      const next = kind ? {...others, [column]: kind} : others
      setState({isShown, choices: next})
      keep(key, next)
    },
  }
}
