import {BookmarkIcon} from '@sanity/icons/Bookmark'
import {TrashIcon} from '@sanity/icons/Trash'
import {UsersIcon} from '@sanity/icons/Users'
import {Box, Button, Flex, Stack, Text} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useTranslation} from 'sanity'
import {errorReason} from '../../ui/errorReason.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import type {SavedView} from '../settings/savedViews.ts'
import type {LeadsScreenState} from '../useLeadsScreen.ts'
import {PopoverButton, usePopoverClose} from './PopoverButton.tsx'
import {SaveViewForm} from './SaveViewForm.tsx'

function ViewLine(props: {view: SavedView; screen: LeadsScreenState}) {
  const {view, screen} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  const close = usePopoverClose()
  const remove = () => {
    screen.savedViews.remove(view).catch((error: unknown) => {
      toast.push({
        closable: true,
        description: errorReason(error).reason,
        status: 'error',
        title: t('views.not-deleted'),
      })
    })
  }
  return (
    <Flex align="center" gap={1}>
      <Box flex={1} style={{minWidth: 0}}>
        <Button
          aria-current={screen.route.address.savedId === view.id || undefined}
          fontSize={1}
          icon={view.isShared ? UsersIcon : BookmarkIcon}
          justify="flex-start"
          mode="bleed"
          onClick={() => {
            screen.showView(view)
            close()
          }}
          padding={2}
          selected={screen.route.address.savedId === view.id}
          text={view.title}
          title={t(view.isShared ? 'views.shared' : 'views.personal')}
          width="fill"
        />
      </Box>
      <IconButton
        icon={TrashIcon}
        label={t('views.delete', {title: view.title})}
        onClick={remove}
      />
    </Flex>
  )
}

function Panel(props: {screen: LeadsScreenState}) {
  const {screen} = props
  const {savedViews} = screen
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Flex direction="column" style={{maxHeight: 'min(540px, 70vh)', width: 300}}>
      <Box flex={1} overflow="auto" padding={2} style={{minHeight: 0}}>
        {savedViews.views.length === 0 ? (
          <Box padding={2}>
            <Text muted size={1}>
              {savedViews.error
                ? errorReason(savedViews.error).reason
                : t(savedViews.isLoading ? 'views.loading' : 'views.none')}
            </Text>
          </Box>
        ) : (
          <Stack gap={1}>
            {savedViews.views.map((view) => (
              <ViewLine key={view.id} screen={screen} view={view} />
            ))}
          </Stack>
        )}
      </Box>
      <SaveViewForm screen={screen} />
    </Flex>
  )
}

/** Views under names: shown by a click, kept for oneself or shared with the site. */
export function ViewsMenu(props: {screen: LeadsScreenState}) {
  const {screen} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const current = screen.savedViews.views.find(({id}) => id === screen.route.address.savedId)
  return (
    <PopoverButton
      icon={BookmarkIcon}
      label={t('views.label')}
      onOpen={screen.onAskViews}
      text={current?.title ?? t('views.button')}
    >
      <Panel screen={screen} />
    </PopoverButton>
  )
}
