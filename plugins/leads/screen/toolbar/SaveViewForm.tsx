import {Box, Button, Checkbox, Flex, Stack, Text, TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {MAX_VIEW_TITLE} from '../../../../core/changes/savedViews.ts'
import {errorReason} from '../../../ui/errorReason.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {ViewsMenuState} from '../../view/settings/useViewsMenu.ts'
import {usePopoverClose} from '../../../ui/PopoverButton.tsx'

/** Keeps what the grid shows under a name. */
export function SaveViewForm(props: {state: ViewsMenuState}) {
  const {saveShown} = props.state
  const {t} = useTranslation(leadsLocaleNamespace)
  const close = usePopoverClose()
  const [title, setTitle] = useState('')
  const [isShared, setShared] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const id = useId()
  const save = () => {
    setProblem(null)
    saveShown(title, isShared).then(close, (error: unknown) => {
      setProblem(errorReason(error).reason)
    })
  }
  return (
    <Box
      as="form"
      flex="none"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      padding={3}
      style={{borderTop: '1px solid var(--card-border-color)'}}
    >
      <Stack gap={3}>
        <TextInput
          aria-label={t('views.name')}
          fontSize={1}
          maxLength={MAX_VIEW_TITLE}
          onChange={(event) => setTitle(event.currentTarget.value)}
          padding={2}
          placeholder={t('views.name')}
          value={title}
        />
        <Flex align="center" gap={2}>
          <Checkbox checked={isShared} id={id} onChange={() => setShared(!isShared)} />
          <Box flex={1}>
            <Text as="label" htmlFor={id} size={1}>
              {t('views.share')}
            </Text>
          </Box>
          <Button
            disabled={title.trim() === ''}
            fontSize={1}
            padding={2}
            text={t('views.save')}
            type="submit"
          />
        </Flex>
        {problem && (
          <Text role="alert" size={1}>
            {problem}
          </Text>
        )}
      </Stack>
    </Box>
  )
}
