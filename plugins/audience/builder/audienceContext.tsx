import {createContext, use, useMemo, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import type {AudienceProblem} from '../../../core/audience/problems.ts'
import type {TranslateAudience} from '../../../core/audience/strings/audienceStrings.ts'
import {audienceLocaleNamespace} from '../audienceLocale.ts'
import type {AudienceSource} from '../source/audienceSource.ts'

/** What every part of a builder knows. */
export interface AudienceContextValue {
  source: AudienceSource
  t: TranslateAudience
  isReadOnly: boolean
  /** Segments that the definition cannot use, because they use it. */
  closedSegments: ReadonlySet<string>
}

/** What is wrong with rules and groups, by their ids. */
export type NodeProblems = ReadonlyMap<string, readonly AudienceProblem[]>

const AudienceContext = createContext<AudienceContextValue | null>(null)

/** Apart from the rest, because it changes with each key that is pressed. */
const ProblemsContext = createContext<NodeProblems>(new Map())

/** Texts of the audience language and its builder. */
export function useAudienceText(): TranslateAudience {
  const {t} = useTranslation(audienceLocaleNamespace)
  return t
}

/** Puts what a builder's parts know in their reach. */
export function AudienceProvider(
  props: Omit<AudienceContextValue, 't'> & {problems: NodeProblems; children: ReactNode},
): ReactNode {
  const {source, problems, isReadOnly, closedSegments, children} = props
  const t = useAudienceText()
  const value = useMemo(
    () => ({source, t, isReadOnly, closedSegments}),
    [closedSegments, isReadOnly, source, t],
  )
  return (
    <AudienceContext value={value}>
      <ProblemsContext value={problems}>{children}</ProblemsContext>
    </AudienceContext>
  )
}

/** What is wrong with a rule or a group, in words. */
export function useProblemsOf(id: string): string {
  const problems = use(ProblemsContext).get(id) ?? []
  return problems.map(({reason}) => reason).join(' ')
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
