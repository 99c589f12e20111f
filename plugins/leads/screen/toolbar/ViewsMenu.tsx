import {BookmarkIcon} from '@sanity/icons/Bookmark'
import {Box, Flex, Stack, Text, Button, Checkbox, TextInput} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {ViewsMenuState} from '../../view/settings/useViewsMenu.ts'
import {PopoverButton, usePopoverClose} from '../../../ui/PopoverButton.tsx'
import {ViewLine} from './ViewLine.tsx'
import {useId, useState} from 'react'
import {MAX_VIEW_TITLE} from '../../../../core/changes/savedViews.ts'

function Panel(props: {state: ViewsMenuState}) {
  const errorReason = useErrorReason()
  const {state} = props
  const {saved} = state
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Flex direction="column" style={{maxHeight: 'min(540px, 70vh)', width: 340}}>
      <Box flex={1} overflow="auto" padding={2} style={{minHeight: 0}}>
        {saved.views.length === 0 ? (
          <Box padding={2}>
            <Text muted size={1}>
              {saved.error
                ? errorReason(saved.error).reason
                : t(saved.isLoading ? 'views.loading' : 'views.none')}
            </Text>
          </Box>
        ) : (
          <Stack gap={1}>
            {saved.views.map((view) => (
              <ViewLine key={view.id} state={state} view={view} />
            ))}
          </Stack>
        )}
      </Box>
      <SaveViewForm state={state} />
    </Flex>
  )
}

/** The menu of saved views, personal and shared. */
export function ViewsMenu(props: {state: ViewsMenuState}) {
  const {state} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const current = state.saved.views.find(({id}) => id === state.currentId)
  return (
    <PopoverButton
      icon={BookmarkIcon}
      label={current ? t('views.label-of', {title: current.title}) : t('views.label')}
      onOpen={state.ask}
      text={current?.title ?? t('views.button')}
    >
      <Panel state={state} />
    </PopoverButton>
  )
}

/** Saves the current view under a name. */
function SaveViewForm(props: {state: ViewsMenuState}) {
  const errorReason = useErrorReason()
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
