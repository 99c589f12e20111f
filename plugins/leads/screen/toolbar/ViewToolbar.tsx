import {CloseIcon} from '@sanity/icons/Close'
import {FilterIcon} from '@sanity/icons/Filter'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {RestoreIcon} from '@sanity/icons/Restore'
import {Button, Card, Flex} from '@sanity/ui'
import type {RefObject} from 'react'
import {useTranslation} from 'sanity'
import {IconButton} from '../../../ui/IconButton.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {LeadsScreenState} from '../useLeadsScreen.ts'
import {ColumnsMenu} from './ColumnsMenu.tsx'
import {JumpMenu} from './JumpMenu.tsx'
import {QuickFilters} from './QuickFilters.tsx'
import {ViewsMenu} from './ViewsMenu.tsx'

/** The line right over the grid: which leads it shows, and how. */
export function ViewToolbar(props: {
  screen: LeadsScreenState
  /** Gets the focus back when the filter is closed. */
  filterButton: RefObject<HTMLButtonElement | null>
  /** Gets the focus back when the list of recent changes is closed. */
  recentButton: RefObject<HTMLButtonElement | null>
  onKeys: () => void
}) {
  const {screen, filterButton, recentButton, onKeys} = props
  const {route, settings, compiled, labels, customFields} = screen
  const {address, change} = route
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Card borderBottom paddingX={3} paddingY={2}>
      <Flex align="center" gap={2} wrap="wrap">
        <QuickFilters onChange={(quick) => change({quick})} value={address.quick} />
        {address.segmentId && (
          <Button
            fontSize={1}
            gap={2}
            icon={FilterIcon}
            iconRight={CloseIcon}
            mode="ghost"
            onClick={() => change({segmentId: null})}
            padding={2}
            text={compiled.segmentTitle ?? t('view.segment')}
            title={t('view.leave-segment')}
          />
        )}
        <Flex align="center" gap={1} justify="flex-end" style={{flex: '1 0 auto'}}>
          <Button
            aria-expanded={screen.isFiltering}
            fontSize={1}
            gap={2}
            icon={FilterIcon}
            mode="bleed"
            onClick={() => screen.setFiltering(!screen.isFiltering)}
            padding={2}
            ref={filterButton}
            selected={screen.isFiltering}
            text={t(screen.view?.audience ? 'view.filter-on' : 'view.filter')}
            tone={screen.view?.audience ? 'primary' : 'default'}
          />
          <ViewsMenu screen={screen} />
          <JumpMenu
            column={labels.column(address.sort[0].column)}
            onJump={screen.onJump}
            sort={address.sort}
          />
          <ColumnsMenu
            customFields={customFields.map(({name}) => name)}
            density={settings.density}
            layout={settings.layout}
            onChange={settings.changeSettings}
            onOpen={screen.onAskFields}
            summaries={screen.summaries}
          />
          <Button
            aria-label={t('recent.title')}
            aria-pressed={route.changeId !== null}
            fontSize={1}
            icon={RestoreIcon}
            mode="bleed"
            onClick={() => {
              screen.setFiltering(false)
              if (route.changeId === null) route.openChanges()
              else route.closeLead()
            }}
            padding={2}
            ref={recentButton}
            selected={route.changeId !== null}
            title={t('recent.title')}
          />
          <IconButton icon={HelpCircleIcon} label={t('keys.title')} onClick={onKeys} />
        </Flex>
      </Flex>
    </Card>
  )
}
