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
import {createProblemsStore, type NodeProblems, type ProblemsStore} from './problemsStore.ts'

/** What every part of a builder knows. */
export interface AudienceContextValue {
  source: AudienceSource
  t: TranslateAudience
  isReadOnly: boolean
  /** Segments that the definition cannot use, because they use it. */
  closedSegments: ReadonlySet<string>
  lazyRules: LazyRules
}

const AudienceContext = createContext<AudienceContextValue | null>(null)

/** A store, because problems change with each key that is pressed, and most parts have none. */
const ProblemsContext = createContext<ProblemsStore>(createProblemsStore(new Map()))

/** Puts what a builder's parts know in their reach. */
export function AudienceProvider(
  props: Omit<AudienceContextValue, 't'> & {problems: NodeProblems; children: ReactNode},
): ReactNode {
  const {source, problems, isReadOnly, closedSegments, lazyRules, children} = props
  const t = useAudienceText()
  const value = useMemo(
    () => ({source, t, isReadOnly, closedSegments, lazyRules}),
    [closedSegments, isReadOnly, lazyRules, source, t],
  )
  const [store] = useState(() => createProblemsStore(problems))
  useLayoutEffect(() => store.set(problems), [problems, store])
  return (
    <AudienceContext value={value}>
      <ProblemsContext value={store}>{children}</ProblemsContext>
    </AudienceContext>
  )
}

/** What is wrong with a rule or a group, in words. */
export function useProblemsOf(id: string): string {
  const {subscribe, textOf} = use(ProblemsContext)
  return useSyncExternalStore(
    subscribe,
    useCallback(() => textOf(id), [id, textOf]),
  )
}

/**
 * What the parts of a builder know.
 *
 * @throws Error outside of a builder
 */
export function useAudience(): AudienceContextValue {
  const value = use(AudienceContext)
  if (!value) throw new Error('This is a part of a builder. Render it inside an AudienceBuilder.')
  return value
}
