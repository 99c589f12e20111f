import {ProgressBar} from '../../../ui/ProgressBar.tsx'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import type {Problem} from '../../../../core/problems/problem.ts'
import {parseProblems} from '../../../../core/problems/storedProblems.ts'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'

/** Why an import could not be carried out as a whole; `null` when it was. */
export function wholeFailure(job: ImportRecord): Problem[] | null {
  const failure = (job.failures ?? []).find(({_key}) => _key === 'whole')
  return failure ? parseProblems(failure.reason) : null
}

/** What {@link JobProgress} shows. */
export interface JobProgressProps {
  label: string
  text: string
  done: number
  /** 0 while it is not known. */
  total: number
  onStop?: {text: string; act: () => void; isDisabled?: boolean}
}

/** How far work on rows is. */
export function JobProgress(props: JobProgressProps) {
  const {label, text, done, total, onStop} = props
  return (
    <Card border padding={4} radius={3}>
      <Flex align="center" gap={4}>
        <Stack flex={1} gap={3}>
          <Text size={1} weight="medium">
            {label}
          </Text>
          <ProgressBar done={done} label={label} text={text} total={total} />
          <Text aria-live="polite" muted size={1}>
            {text}
          </Text>
        </Stack>
        {onStop && (
          <Button
            disabled={onStop.isDisabled ?? false}
            fontSize={1}
            mode="ghost"
            onClick={onStop.act}
            padding={3}
            text={onStop.text}
          />
        )}
      </Flex>
    </Card>
  )
}
