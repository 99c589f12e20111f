import {Box, Button, Flex, TextInput} from '@sanity/ui'
import {useEffect, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import {MAX_LOCK_REASON} from '../../../../core/changes/savedViews.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** Asks why a view is locked. */
export function LockForm(props: {onLock: (reason: string) => void}) {
  const {onLock} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <Flex
      align="center"
      as="form"
      gap={1}
      onSubmit={(event) => {
        event.preventDefault()
        onLock(reason)
      }}
      paddingBottom={2}
      paddingLeft={2}
    >
      <Box flex={1}>
        <TextInput
          aria-label={t('views.lock-reason')}
          fontSize={1}
          maxLength={MAX_LOCK_REASON}
          onChange={(event) => setReason(event.currentTarget.value)}
          padding={2}
          placeholder={t('views.lock-reason')}
          ref={field}
          value={reason}
        />
      </Box>
      <Button fontSize={1} mode="ghost" padding={2} text={t('views.lock-confirm')} type="submit" />
    </Flex>
  )
}
