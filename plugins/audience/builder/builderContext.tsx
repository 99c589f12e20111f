import {
  createContext,
  use,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import type {TranslateAudience} from '../../../core/audience/strings/audienceStrings.ts'
import {useAudienceText} from '../audienceLocale.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import type {LazyRules} from './lazyRules.ts'

/** What all parts of a builder share. */
export interface BuilderContextValue {
  source: AudienceSource
  t: TranslateAudience
  isReadOnly: boolean
  /** Segments that the definition must not use, because they use it. */
  closedSegments: ReadonlySet<string>
  lazyRules: LazyRules
  /** Ids of new conditions whose value the user has not touched yet: they are not shown as errors. */
  untouched: Set<string>
}

const BuilderContext = createContext<BuilderContextValue | null>(null)

/** A store, because problems change with each key press, and most parts have none. */
const ProblemsContext = createContext<ProblemsStore>(createProblemsStore(new Map()))

/** Provides what the parts of a builder share. */
export function BuilderProvider(
  props: Omit<BuilderContextValue, 't' | 'untouched'> & {
    problems: NodeProblems
    children: ReactNode
  },
): ReactNode {
  const {source, problems, isReadOnly, closedSegments, lazyRules, children} = props
  const t = useAudienceText()
  const [untouched] = useState(() => new Set<string>())
  const value = useMemo(
    () => ({source, t, isReadOnly, closedSegments, lazyRules, untouched}),
    [closedSegments, isReadOnly, lazyRules, source, t, untouched],
  )
  const [store] = useState(() => createProblemsStore(problems))
  useLayoutEffect(() => store.set(problems), [problems, store])
  return (
    <BuilderContext value={value}>
      <ProblemsContext value={store}>{children}</ProblemsContext>
    </BuilderContext>
  )
}

/**
 * What all parts of a builder share.
 *
 * @throws Error outside of a builder
 */
export function useBuilder(): BuilderContextValue {
  const value = use(BuilderContext)
  if (!value) throw new Error('This is a part of a builder. Render it inside an AudienceBuilder.')
  return value
}

/** The problems of a rule or a group, as one text. */
export function useProblemsOf(id: string): string {
  const {subscribe, textOf} = use(ProblemsContext)
  return useSyncExternalStore(
    subscribe,
    useCallback(() => textOf(id), [id, textOf]),
  )
}

/** What is wrong with rules and groups, each as one text, by their ids. */
export type NodeProblems = ReadonlyMap<string, string>

/** Holds the problems, so that a rule or group renders again only when its own change. */
export interface ProblemsStore {
  /** The problems of a rule or a group, as one text. */
  textOf: (id: string) => string
  subscribe: (listener: () => void) => () => void
  set: (problems: NodeProblems) => void
}

export function createProblemsStore(first: NodeProblems): ProblemsStore {
  let current = first
  const listeners = new Set<() => void>()
  return {
    textOf: (id) => current.get(id) ?? '',
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
