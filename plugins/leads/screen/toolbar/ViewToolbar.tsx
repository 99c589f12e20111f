import {CloseIcon} from '@sanity/icons/Close'
import {DownloadIcon} from '@sanity/icons/Download'
import {FilterIcon} from '@sanity/icons/Filter'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {RestoreIcon} from '@sanity/icons/Restore'
import {Button, Card, Flex} from '@sanity/ui'
import type {RefObject} from 'react'
import {useTranslation} from 'sanity'
import {IconButton} from '../../../ui/IconButton.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import type {PagePlace} from '../../data/pagePlace.ts'
import type {CustomFields} from '../../data/useCustomFields.ts'
import type {CompiledView} from '../../data/useGridView.ts'
import type {ViewsMenuState} from '../../view/settings/useViewsMenu.ts'
import type {ShownLeads} from '../../view/useShownLeads.ts'
import type {SummaryRowState} from '../../view/useSummaryChoices.ts'
import {ColumnsMenu} from './ColumnsMenu.tsx'
import {JumpMenu} from './JumpMenu.tsx'
import {QuickFilters} from './QuickFilters.tsx'
import {ViewsMenu} from './ViewsMenu.tsx'

/** The line over the grid with filters, views, jumps and columns. */
export function ViewToolbar(props: {
  shown: ShownLeads
  compiled: CompiledView
  customFields: CustomFields
  summaries: SummaryRowState
  viewsMenu: ViewsMenuState
  isFiltering: boolean
  onFilter: (isFiltering: boolean) => void
  onJump: (place: PagePlace) => void
  /** Gets the focus when the filter is closed. */
  filterButton: RefObject<HTMLButtonElement | null>
  /** Gets the focus when the list of recent changes is closed. */
  recentButton: RefObject<HTMLButtonElement | null>
  /** Gets the focus when the list of exports is closed. */
  exportsButton: RefObject<HTMLButtonElement | null>
  onKeys: () => void
  /** Asks for a new custom field; `null` for people who may not create one. */
  onNewField: (() => void) | null
}) {
  const {shown, compiled, customFields, summaries, viewsMenu, isFiltering, onFilter} = props
  const {exportsButton, filterButton, recentButton, onJump, onKeys, onNewField} = props
  const {route, settings, view} = shown
  const labels = useGridLabels()
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
            aria-expanded={isFiltering}
            fontSize={1}
            gap={2}
            icon={FilterIcon}
            mode="bleed"
            onClick={() => onFilter(!isFiltering)}
            padding={2}
            ref={filterButton}
            selected={isFiltering}
            text={t(view?.audience ? 'view.filter-on' : 'view.filter')}
            tone={view?.audience ? 'primary' : 'default'}
          />
          <ViewsMenu state={viewsMenu} />
          <JumpMenu
            column={labels.column(address.sort[0].column)}
            onJump={onJump}
            sort={address.sort}
          />
          <ColumnsMenu
            customFields={customFields.fields.map(({name}) => name)}
            density={settings.density}
            layout={settings.layout}
            onChange={settings.changeSettings}
            onNewField={onNewField}
            onOpen={customFields.ask}
            summaries={summaries}
          />
          <Button
            aria-label={t('recent.title')}
            aria-pressed={route.changeId !== null}
            fontSize={1}
            icon={RestoreIcon}
            mode="bleed"
            onClick={() => {
              onFilter(false)
              if (route.changeId === null) route.openChanges()
              else route.closeLead()
            }}
            padding={2}
            ref={recentButton}
            selected={route.changeId !== null}
            title={t('recent.title')}
          />
          <Button
            aria-label={t('exports.title')}
            aria-pressed={route.exportId !== null}
            fontSize={1}
            icon={DownloadIcon}
            mode="bleed"
            onClick={() => {
              onFilter(false)
              if (route.exportId === null) route.openExports()
              else route.closeLead()
            }}
            padding={2}
            ref={exportsButton}
            selected={route.exportId !== null}
            title={t('exports.title')}
          />
          <IconButton icon={HelpCircleIcon} label={t('keys.title')} onClick={onKeys} />
        </Flex>
      </Flex>
    </Card>
  )
}
