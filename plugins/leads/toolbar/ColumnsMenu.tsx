import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import {ControlsIcon} from '@sanity/icons/Controls'
import {Box, Button, Flex, Grid, Stack, Switch, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {
  BUILT_IN_COLUMNS,
  customColumn,
  parseColumnId,
  type ColumnId,
} from '../columns/leadColumns.ts'
import {DEFAULT_LAYOUT, moveColumn, toggleColumn, togglePin} from '../columns/layout.ts'
import {useGridLabels} from '../grid/gridLabels.ts'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import type {GridSettings} from '../settings/gridSettings.ts'
import type {SummaryRowState} from '../summary/useSummaryChoices.ts'
import {ColumnLine} from './ColumnLine.tsx'
import {PopoverButton} from './PopoverButton.tsx'

/** What a {@link ColumnsMenu} needs. */
export interface ColumnsMenuProps extends GridSettings {
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  summaries: SummaryRowState
  onChange: (settings: Partial<GridSettings>) => void
  /** The menu was opened: further custom fields are looked for. */
  onOpen: () => void
}

function Columns(props: ColumnsMenuProps) {
  const {layout, customFields, onChange} = props
  const labels = useGridLabels()
  const {t} = useTranslation(leadsLocaleNamespace)
  const sensors = useSensors(
    useSensor(PointerSensor, {activationConstraint: {distance: 4}}),
    useSensor(KeyboardSensor, {coordinateGetter: sortableKeyboardCoordinates}),
  )
  const shown = layout.map(({id}) => id)
  const all: ColumnId[] = [...BUILT_IN_COLUMNS, ...customFields.map(customColumn)]
  const hidden = all.filter((id) => !shown.includes(id))
  return (
    <Stack gap={1}>
      <DndContext
        collisionDetection={closestCenter}
        onDragEnd={({active, over}) => {
          const id = parseColumnId(String(active.id))
          const to = parseColumnId(String(over?.id ?? ''))
          if (id && to) onChange({layout: moveColumn(layout, id, to)})
        }}
        sensors={sensors}
      >
        <SortableContext items={shown} strategy={verticalListSortingStrategy}>
          {layout.map(({id, isPinned}) => (
            <ColumnLine
              id={id}
              isLast={layout.length === 1}
              isPinned={isPinned ?? false}
              isShown
              key={id}
              label={labels.column(id)}
              onPin={() => onChange({layout: togglePin(layout, id)})}
              onToggle={() => onChange({layout: toggleColumn(layout, id)})}
            />
          ))}
        </SortableContext>
      </DndContext>
      {hidden.length > 0 && (
        <Box paddingBottom={1} paddingTop={3} paddingX={2}>
          <Text muted size={0} weight="medium">
            {t('columns.hidden')}
          </Text>
        </Box>
      )}
      {hidden.map((id) => (
        <ColumnLine
          id={id}
          isLast={false}
          isPinned={false}
          isShown={false}
          key={id}
          label={labels.column(id)}
          onPin={() => undefined}
          onToggle={() => onChange({layout: toggleColumn(layout, id)})}
        />
      ))}
    </Stack>
  )
}

/** Which columns are shown, in what order, which are pinned, and how close the rows stand. */
export function ColumnsMenu(props: ColumnsMenuProps) {
  const {density, summaries, onChange, onOpen} = props
  const id = useId()
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <PopoverButton
      icon={ControlsIcon}
      label={t('columns.label')}
      onOpen={onOpen}
      text={t('columns.button')}
    >
      <Flex direction="column" style={{maxHeight: 'min(540px, 70vh)', width: 280}}>
        <Box flex={1} overflow="auto" padding={2} style={{minHeight: 0}}>
          <Columns {...props} />
        </Box>
        <Box flex="none" padding={3} style={{borderTop: '1px solid var(--card-border-color)'}}>
          <Stack gap={3}>
            <Grid
              aria-label={t('density.label')}
              as="fieldset"
              gap={1}
              gridTemplateColumns={2}
              style={{border: 0, margin: 0, padding: 0}}
            >
              {(['comfortable', 'compact'] as const).map((each) => (
                <Button
                  aria-pressed={density === each}
                  fontSize={1}
                  key={each}
                  mode={density === each ? 'default' : 'ghost'}
                  onClick={() => onChange({density: each})}
                  padding={2}
                  text={t(`density.${each}`)}
                />
              ))}
            </Grid>
            <Flex align="center" gap={2}>
              <Switch
                checked={summaries.isShown}
                id={id}
                onChange={() => summaries.onShow(!summaries.isShown)}
              />
              <Text as="label" htmlFor={id} size={1}>
                {t('summary.row')}
              </Text>
            </Flex>
            <Button
              fontSize={1}
              mode="bleed"
              onClick={() => onChange({layout: DEFAULT_LAYOUT, density: 'comfortable'})}
              padding={2}
              text={t('columns.reset')}
            />
          </Stack>
        </Box>
      </Flex>
    </PopoverButton>
  )
}
