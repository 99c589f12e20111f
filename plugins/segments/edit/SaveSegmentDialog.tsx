import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {ulid} from 'ulid'
import type {AudienceDefinition} from '../../../core/audience/definition.ts'
import type {SegmentInput} from '../../../core/changes/segments/segmentDecisions.ts'
import type {FieldProblem} from '../../../core/problems/problem.ts'
import type {AudienceStanding} from '../../audience/AudienceBuilder.tsx'
import {problemsOf} from '../../ui/changeStore.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {useChange} from '../../ui/useChange.ts'
import {textOfField, useProblemText} from '../../ui/useProblemText.ts'
import {commitNewSegment, useSegmentWriter} from '../data/segmentChanges.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {SegmentNameFields} from './SegmentNameFields.tsx'

/** What a {@link SaveSegmentDialog} saves. */
export interface SaveSegmentDialogProps {
  definition: AudienceDefinition
  standing: AudienceStanding
  onClose: () => void
}

/** Saves a filter as a segment under a name. */
export function SaveSegmentDialog(props: SaveSegmentDialogProps) {
  const {definition, standing, onClose} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const problemText = useProblemText()
  const toast = useToast()
  const {writerOf, refresh} = useSegmentWriter()
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const {source, count} = standing
  const {change, isChanging} = useChange({
    commit: (input: SegmentInput) => commitNewSegment(writerOf(source), input, ulid()),
    refresh: () => refresh(source.site),
  })
  const save = async () => {
    try {
      await change({title, description, definition, count: count ?? undefined})
      toast.push({status: 'success', title: t('save.done', {title: title.trim()})})
      onClose()
    } catch (error) {
      setProblems(problemsOf(error))
    }
  }
  const others = problems.filter(({field}) => field !== 'title')
  return (
    <DialogFrame
      confirm={{
        isBusy: isChanging,
        isDisabled: title.trim() === '',
        onConfirm: () => void save(),
        text: t('save.save'),
      }}
      failures={others.map((each) => problemText(each))}
      onClose={onClose}
      title={t('save.title')}
    >
      <SegmentNameFields
        description={description}
        isReadOnly={false}
        onChangeDescription={setDescription}
        onChangeTitle={(next) => {
          setTitle(next)
          setProblems([])
        }}
        problem={textOfField(problems, 'title', problemText)}
        title={title}
      />
    </DialogFrame>
  )
}
