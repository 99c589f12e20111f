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
import {Box, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {FIELD_COLUMNS} from '../../../../core/leads/leadFields.ts'
import {customColumn, parseColumnId, type ColumnId} from '../../data/columnId.ts'
import {moveColumn, toggleColumn, togglePin, type ColumnLayout} from '../../columns/layout.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {ColumnLine} from './ColumnLine.tsx'

/** What a {@link ColumnList} shows and changes. */
export interface ColumnListProps {
  layout: ColumnLayout
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  onChange: (settings: {layout: ColumnLayout}) => void
}

/** The columns that are shown, in their order, and those that are not. */
export function ColumnList(props: ColumnListProps) {
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
