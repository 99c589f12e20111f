import {useToast} from '@sanity/ui/toast'
import {useDeferredValue, useEffect, useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import {ulid} from 'ulid'
import {sameAudience} from '../../../core/audience/canonicalAudience.ts'
import {EVERYBODY} from '../../../core/audience/definition.ts'
import {parseAudience} from '../../../core/audience/parseAudience.ts'
import type {SegmentInput} from '../../../core/changes/segments/segmentDecisions.ts'
import type {FieldProblem} from '../../../core/problems/problem.ts'
import type {AudienceStanding} from '../../audience/AudienceBuilder.tsx'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {problemsOf} from '../../ui/changeStore.ts'
import {useChange} from '../../ui/useChange.ts'
import {commitNewSegment, commitSegmentEdit, useSegmentWriter} from '../data/segmentChanges.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** The stored segment that the draft starts from. */
function startOf(segment: SegmentEntry | null) {
  const parsed = segment && parseAudience(segment.definition)
  return {
    segment,
    title: segment?.title ?? '',
    description: segment?.description ?? '',
    definition: parsed?.definition ?? EVERYBODY,
    unreadable: parsed && !parsed.definition ? (parsed.problems[0] ?? null) : null,
  }
}

/** Warns before the browser leaves the page with unsaved changes. */
function useUnsavedWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isChanged])
}

/**
 * The draft of a segment, and saving it.
 *
 * @param segment - `null` for a new one
 * @param onSaved - called once it is stored
 */
export function useSegmentDraft(segment: SegmentEntry | null, onSaved: () => void) {
  const {t} = useTranslation(segmentsLocaleNamespace)
  const toast = useToast()
  const {writerOf, refresh} = useSegmentWriter()
  const [start] = useState(() => startOf(segment))
  const [title, setTitle] = useState(start.title)
  const [description, setDescription] = useState(start.description)
  const [definition, setDefinition] = useState(start.definition)
  const [standing, setStanding] = useState<AudienceStanding | null>(null)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const {change, isChanging: isSaving} = useChange({
    commit: async ({source, input}: {source: AudienceSource; input: SegmentInput}) => {
      const writer = writerOf(source)
      if (start.segment) await commitSegmentEdit(writer, start.segment, input)
      else await commitNewSegment(writer, input, ulid())
    },
    refresh: ({source}) => refresh(source.site),
  })
  // Comparing large definitions takes longer than a key press. Until then it counts as changed.
  const compared = useDeferredValue(definition)
  const isSame = useMemo(
    () => compared === start.definition || sameAudience(compared, start.definition),
    [compared, start],
  )
  const isChanged =
    title !== start.title ||
    description !== start.description ||
    !isSame ||
    (definition !== compared && definition !== start.definition)
  useUnsavedWarning(isChanged && !isSaving)

  const save = async () => {
    if (!standing) return
    setProblems([])
    const {source, count} = standing
    try {
      await change({source, input: {title, description, definition, count: count ?? undefined}})
      toast.push({status: 'success', title: t('save.done', {title: title.trim()})})
      onSaved()
    } catch (error) {
      setProblems(problemsOf(error))
    }
  }
  return {
    title,
    description,
    definition,
    problems,
    isChanged,
    isSaving,
    /** Why the stored definition can't be read; `null` when it can. */
    unreadable: start.unreadable,
    canSave: isChanged && !isSaving && title.trim() !== '' && standing?.checked.ok === true,
    setTitle: (next: string) => {
      setTitle(next)
      setProblems([])
    },
    setDescription,
    setDefinition,
    setStanding,
    save,
  }
}
