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
  /** What is wrong with a rule or group, by its id. */
  problems: ReadonlyMap<string, readonly AudienceProblem[]>
  isReadOnly: boolean
  /** Segments that the definition cannot use, because they use it. */
  closedSegments: ReadonlySet<string>
}

const AudienceContext = createContext<AudienceContextValue | null>(null)

/** Texts of the audience language and its builder. */
export function useAudienceText(): TranslateAudience {
  const {t} = useTranslation(audienceLocaleNamespace)
  return t
}

/** Puts what a builder's parts know in their reach. */
export function AudienceProvider(
  props: Omit<AudienceContextValue, 't'> & {children: ReactNode},
): ReactNode {
  const {source, problems, isReadOnly, closedSegments, children} = props
  const t = useAudienceText()
  const value = useMemo(
    () => ({source, t, problems, isReadOnly, closedSegments}),
    [closedSegments, isReadOnly, problems, source, t],
  )
  return <AudienceContext value={value}>{children}</AudienceContext>
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
