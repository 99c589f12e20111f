import type {AudienceProblem} from '../../../core/audience/parseAudience.ts'

/** What is wrong with rules and groups, by their ids. */
export type NodeProblems = ReadonlyMap<string, readonly AudienceProblem[]>

/** Keeps what is wrong, and tells each rule and group apart: most of them nothing new. */
export interface ProblemsStore {
  /** What is wrong with a rule or a group, in words. */
  textOf: (id: string) => string
  subscribe: (listener: () => void) => () => void
  set: (problems: NodeProblems) => void
}

/** A store that begins with some problems. */
export function createProblemsStore(first: NodeProblems): ProblemsStore {
  let current = first
  const listeners = new Set<() => void>()
  return {
    textOf: (id) => (current.get(id) ?? []).map(({reason}) => reason).join(' '),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(problems) {
      if (problems === current) return
      current = problems
      for (const listener of listeners) listener()
    },
  }
}
