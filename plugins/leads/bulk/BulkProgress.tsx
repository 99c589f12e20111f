import {Button, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'

interface BulkProgressProps {
  /** What is being done, where it is not the person's own work. */
  title?: string | undefined
  done: number
  /** 0 while it is not known. */
  total: number
  /** Said instead of the numbers. */
  note?: string | null
  isCancelling: boolean
  /** Absent for who may not. */
  onCancel?: (() => void) | undefined
}

/** How far a bulk change is, and a button that stops it. */
export function BulkProgress(props: BulkProgressProps) {
  const {title, done, total, note, isCancelling, onCancel} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const said = note ?? t('progress.done', {done, total})
  return (
    <Flex align="center" gap={3}>
      <Stack flex={1} gap={2}>
        <Text aria-live="polite" size={1}>
          {title ? `${title} · ${said}` : said}
        </Text>
        <progress
          aria-label={title ?? t('progress.label')}
          aria-valuetext={said}
          max={Math.max(1, total)}
          style={{accentColor: 'var(--card-focus-ring-color)', height: 6, width: '100%'}}
          {...(total > 0 ? {value: done} : {})}
        />
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
