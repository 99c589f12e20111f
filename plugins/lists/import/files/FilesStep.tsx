import {Card, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {problem} from '../../../../core/problems/problem.ts'
import {useProblemText} from '../../../ui/useProblemText.ts'
import type {SheetOptions} from '../parsing/fileParser.ts'
import type {WizardEvent, WizardState} from '../wizardState.ts'
import {FilePicker} from './FilePicker.tsx'
import {PasteDialog} from './PasteDialog.tsx'
import {SheetCard} from './SheetCard.tsx'

/** What the {@link FilesStep} shows. */
export interface FilesStepProps {
  state: WizardState
  isOpening: boolean
  dispatch: (event: WizardEvent) => void
  onFiles: (files: readonly File[]) => void
  onOptions: (key: string, options: SheetOptions) => void
}

/** The first page: which files, and how they are read. */
export function FilesStep(props: FilesStepProps) {
  const {state, isOpening, dispatch, onFiles, onOptions} = props
  const problemText = useProblemText()
  const [isPasting, setPasting] = useState(false)
  return (
    <Stack gap={4}>
      <FilePicker isBusy={isOpening} onFiles={onFiles} onPaste={() => setPasting(true)} />
      {state.problems.map(({name, code}) => (
        <Card key={`${name} ${code}`} padding={3} radius={2} role="alert" tone="critical">
          <Text size={1}>{problemText(problem(`sheet.${code}`, {file: name}))}</Text>
        </Card>
      ))}
      {state.draft.files.map((file) => {
        const sheet = state.sheets[file.key]
        return (
          sheet && (
            <SheetCard
              file={file}
              key={file.key}
              onInclude={(isIncluded) =>
                dispatch({type: 'include-file', key: file.key, isIncluded})
              }
              onOptions={(options) => onOptions(file.key, options)}
              onRemove={() => dispatch({type: 'remove-file', key: file.key})}
              sheet={sheet}
            />
          )
        )
      })}
      {isPasting && (
        <PasteDialog onClose={() => setPasting(false)} onFile={(file) => onFiles([file])} />
      )}
    </Stack>
  )
}
