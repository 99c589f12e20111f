import type {SanityClient} from '@sanity/client'
import {AddCommentIcon} from '@sanity/icons/AddComment'
import {Box, Button, Flex, Stack, TextArea} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import type {EditedLead} from '../../../core/changes/leadEdit.ts'
import {useAddNote} from '../edits/useAddNote.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

interface NoteFormProps {
  client: SanityClient
  lead: EditedLead
  onAdded: () => void
}

/** A field for a note on the lead. */
export function NoteForm(props: NoteFormProps) {
  const {client, lead, onAdded} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const {add, isSaving} = useAddNote(client, lead)
  const [text, setText] = useState('')
  const save = async () => {
    if (!(await add(text))) return
    setText('')
    onAdded()
  }
  return (
    <Box paddingBottom={4} paddingX={4}>
      <Stack gap={2}>
        <TextArea
          aria-label={t('note.label')}
          disabled={isSaving}
          fontSize={1}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save()
          }}
          padding={3}
          placeholder={t('note.placeholder')}
          radius={2}
          rows={text === '' ? 1 : 4}
          value={text}
        />
        {text.trim() !== '' && (
          <Flex justify="flex-end">
            <Button
              disabled={isSaving}
              fontSize={1}
              icon={AddCommentIcon}
              loading={isSaving}
              onClick={() => void save()}
              padding={3}
              text={t('note.add')}
            />
          </Flex>
        )}
      </Stack>
    </Box>
  )
}
