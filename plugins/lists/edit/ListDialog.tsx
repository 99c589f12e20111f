import {TextArea} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {MAX_LIST_DESCRIPTION, MAX_LIST_TITLE} from '../../../core/changes/lists/listDecisions.ts'
import {TitleField} from '../../segments/edit/SegmentNameFields.tsx'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {textOfField, useProblemText} from '../../ui/useProblemText.ts'
import type {CreatedList} from '../data/listChanges.ts'
import type {ListEntry} from '../data/listsData.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'
import {useListDraft} from './useListDraft.ts'

/** What a {@link ListDialog} edits. */
export interface ListDialogProps {
  /** `null` for a new one. */
  list: ListEntry | null
  /** Called once a new list is stored. */
  onCreated?: (list: CreatedList) => void
  onClose: () => void
}

/** Name and description of a new list, or of one that is there. */
export function ListDialog(props: ListDialogProps) {
  const {list, onCreated, onClose} = props
  const {t} = useTranslation(listsLocaleNamespace)
  const id = useId()
  const draft = useListDraft(list, (created) => {
    if (created) onCreated?.(created)
    onClose()
  })
  const problemText = useProblemText()
  return (
    <DialogFrame
      confirm={{
        isBusy: draft.isSaving,
        isDisabled: !draft.canSave,
        onConfirm: () => void draft.save(),
        text: t(list ? 'edit.save' : 'edit.create'),
      }}
      failures={draft.problems
        .filter(({field}) => field !== 'title')
        .map((each) => problemText(each))}
      onClose={onClose}
      title={
        list ? t('edit.title', {title: list.title?.trim() || t('card.untitled')}) : t('edit.new')
      }
    >
      <TitleField
        label={t('edit.name')}
        maxLength={MAX_LIST_TITLE}
        onChange={draft.setTitle}
        problem={textOfField(draft.problems, 'title', problemText)}
        title={draft.title}
      />
      <LabelledField id={`${id}-description`} label={t('edit.description')}>
        <TextArea
          fontSize={1}
          id={`${id}-description`}
          maxLength={MAX_LIST_DESCRIPTION}
          onChange={(event) => draft.setDescription(event.currentTarget.value)}
          padding={3}
          rows={3}
          value={draft.description}
        />
      </LabelledField>
    </DialogFrame>
  )
}
