import {AddIcon} from '@sanity/icons/Add'
import {ControlsIcon} from '@sanity/icons/Controls'
import {Box, Button, Flex, Grid, Stack, Switch, Text, Checkbox} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {
  DEFAULT_LAYOUT,
  moveColumn,
  toggleColumn,
  togglePin,
  type ColumnLayout,
} from '../../columns/layout.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {GridSettings} from '../../view/settings/gridSettings.ts'
import type {SummaryRowState} from '../../view/useSummaryChoices.ts'
import {PopoverButton, usePopoverClose} from '../../../ui/PopoverButton.tsx'
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
  useSortable,
} from '@dnd-kit/sortable'
import {FIELD_COLUMNS} from '../../../../core/leads/leadFields.ts'
import {customColumn, parseColumnId, type ColumnId} from '../../../../core/leads/columnId.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {DragHandleIcon} from '@sanity/icons/DragHandle'
import {PinFilledIcon} from '@sanity/icons/PinFilled'
import {PinIcon} from '@sanity/icons/Pin'

interface ColumnsMenuProps extends GridSettings {
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  summaries: SummaryRowState
  onChange: (settings: Partial<GridSettings>) => void
  onOpen: () => void
  /** Asks for a new custom field; `null` for people who may not create one. */
  onNewField: (() => void) | null
}

/** The menu of columns, row height and summaries. */
export function ColumnsMenu(props: ColumnsMenuProps) {
  const {customFields, density, layout, summaries, onChange, onOpen, onNewField} = props
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
          <ColumnList customFields={customFields} layout={layout} onChange={onChange} />
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
            {onNewField && <NewFieldButton onPress={onNewField} />}
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

/** Closes the menu, whose button gets the focus back when the dialog is closed. */
function NewFieldButton(props: {onPress: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  const close = usePopoverClose()
  return (
    <Button
      fontSize={1}
      icon={AddIcon}
      mode="ghost"
      onClick={() => {
        close()
        props.onPress()
      }}
      padding={2}
      text={t('columns.new-field')}
    />
  )
}

interface ColumnListProps {
  layout: ColumnLayout
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  onChange: (settings: {layout: ColumnLayout}) => void
}

/** The shown columns in their order, and the hidden ones. */
function ColumnList(props: ColumnListProps) {
  const {layout, customFields, onChange} = props
  const labels = useGridLabels()
  const {t} = useTranslation(leadsLocaleNamespace)
  const sensors = useSensors(
    useSensor(PointerSensor, {activationConstraint: {distance: 4}}),
    useSensor(KeyboardSensor, {coordinateGetter: sortableKeyboardCoordinates}),
  )
  const shown = layout.map(({id}) => id)
  const all: ColumnId[] = [...FIELD_COLUMNS, ...customFields.map(customColumn)]
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

interface ColumnLineProps {
  id: ColumnId
  label: string
  isShown: boolean
  isPinned: boolean
  /** Whether it is the only shown column, which can’t be hidden. */
  isLast: boolean
  onToggle: () => void
  onPin: () => void
}

/** A column in the menu: shows, pins and moves it. */
function ColumnLine(props: ColumnLineProps) {
  const {id, label, isShown, isPinned, isLast, onToggle, onPin} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const {attributes, isDragging, listeners, setNodeRef, transform, transition} = useSortable({
    id,
    disabled: !isShown,
  })
  const checkbox = useId()
  return (
    <Flex
      align="center"
      gap={2}
      paddingX={2}
      ref={setNodeRef}
      style={{
        background: 'var(--card-bg-color)',
        minHeight: 29,
        position: 'relative',
        transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined,
        transition,
        zIndex: isDragging ? 1 : undefined,
      }}
    >
      <Checkbox checked={isShown} disabled={isLast} id={checkbox} onChange={onToggle} />
      <Box flex={1} style={{minWidth: 0}}>
        <Text as="label" htmlFor={checkbox} size={1} textOverflow="ellipsis">
          {label}
        </Text>
      </Box>
      {isShown && (
        <>
          <Button
            aria-label={t(isPinned ? 'columns.unpin' : 'columns.pin', {column: label})}
            aria-pressed={isPinned}
            fontSize={1}
            icon={isPinned ? PinFilledIcon : PinIcon}
            mode="bleed"
            muted={!isPinned}
            onClick={onPin}
            padding={2}
            title={t(isPinned ? 'columns.unpin' : 'columns.pin', {column: label})}
          />
          <Button
            {...attributes}
            {...listeners}
            aria-label={t('columns.move', {column: label})}
            fontSize={1}
            icon={DragHandleIcon}
            mode="bleed"
            muted
            padding={2}
            style={{cursor: 'grab', touchAction: 'none'}}
          />
        </>
      )}
    </Flex>
  )
}
