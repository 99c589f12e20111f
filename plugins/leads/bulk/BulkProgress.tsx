import {ProgressBar} from '../../ui/ProgressBar.tsx'
import {Button, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'

interface BulkProgressProps {
  /** Names the work; absent for the user's own bulk change. */
  title?: string | undefined
  done: number
  /** 0 while it is not known. */
  total: number
  /** Shown instead of the numbers. */
  note?: string | null
  isCancelling: boolean
  /** Absent for users who may not cancel it. */
  onCancel?: (() => void) | undefined
}

/** The progress of a bulk change, with a button that cancels it. */
export function BulkProgress(props: BulkProgressProps) {
  const {title, done, total, note, isCancelling, onCancel} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const text = note ?? t('progress.done', {done, total})
  return (
    <Flex align="center" gap={3}>
      <Stack flex={1} gap={2}>
        <Text aria-live="polite" size={1}>
          {title ? `${title} · ${text}` : text}
        </Text>
        <ProgressBar done={done} label={title ?? t('progress.label')} text={text} total={total} />
      </Stack>
      {onCancel && (
        <Button
          disabled={isCancelling}
          fontSize={1}
          mode="ghost"
          onClick={onCancel}
          padding={2}
          text={t(isCancelling ? 'progress.cancelling' : 'progress.cancel')}
        />
      )}
    </Flex>
  )
}
