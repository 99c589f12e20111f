import {BookmarkIcon} from '@sanity/icons/Bookmark'
import {Box, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {errorReason} from '../../../ui/errorReason.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {ViewsMenuState} from '../../view/settings/useViewsMenu.ts'
import {PopoverButton} from '../../../ui/PopoverButton.tsx'
import {SaveViewForm} from './SaveViewForm.tsx'
import {ViewLine} from './ViewLine.tsx'

function Panel(props: {state: ViewsMenuState}) {
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

/** Views under names: shown by a click, kept for oneself or shared with the site. */
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
