import {BookmarkIcon} from '@sanity/icons/Bookmark'
import {Box, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {errorReason} from '../../../ui/errorReason.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {LeadsScreenState} from '../useLeadsScreen.ts'
import {PopoverButton} from '../../../ui/PopoverButton.tsx'
import {SaveViewForm} from './SaveViewForm.tsx'
import {ViewLine} from './ViewLine.tsx'

function Panel(props: {screen: LeadsScreenState}) {
  const {screen} = props
  const {savedViews} = screen
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Flex direction="column" style={{maxHeight: 'min(540px, 70vh)', width: 340}}>
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
      label={current ? t('views.label-of', {title: current.title}) : t('views.label')}
      onOpen={screen.onAskViews}
      text={current?.title ?? t('views.button')}
    >
      <Panel screen={screen} />
    </PopoverButton>
  )
}
