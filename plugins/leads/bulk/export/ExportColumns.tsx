import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import {DragHandleIcon} from '@sanity/icons/DragHandle'
import {Box, Button, Card, Checkbox, Flex, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import type {ExportColumn} from '../../../../core/exports/exportColumns.ts'
import type {ColumnId} from '../../../../core/leads/columnId.ts'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {
  moveExportColumn,
  offeredColumns,
  presetColumns,
  toggleExportColumn,
} from './exportChoice.ts'
import {useExportLabels} from './useExportLabels.ts'

interface ExportColumnsProps {
  /** The columns of the file, in their order. */
  chosen: readonly ExportColumn[]
  /** Columns that the grid shows. */
  shown: readonly ColumnId[]
  /** Names of the site's custom fields. */
  customFields: readonly string[]
  onChange: (columns: readonly ExportColumn[]) => void
}

/** Chooses the columns of a file and their order. */
export function ExportColumns(props: ExportColumnsProps) {
  const {chosen, shown, customFields, onChange} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const sensors = useSensors(
    useSensor(PointerSensor, {activationConstraint: {distance: 4}}),
    useSensor(KeyboardSensor, {coordinateGetter: sortableKeyboardCoordinates}),
  )
  const {others, consent} = offeredColumns(chosen, customFields)
  const toggle = (id: ExportColumn) => onChange(toggleExportColumn(chosen, id))
  return (
    <Card aria-label={t('export.columns-title')} as="section" border radius={2}>
      <Flex gap={2} padding={2} style={{borderBottom: '1px solid var(--card-border-color)'}}>
        {(['shown', 'proof'] as const).map((preset) => (
          <Button
            fontSize={1}
            key={preset}
            mode="ghost"
            onClick={() => onChange(presetColumns(preset, shown))}
            padding={2}
            text={t(`export.preset-${preset}`)}
          />
        ))}
      </Flex>
      <Box overflow="auto" padding={2} style={{maxHeight: 220}} tabIndex={-1}>
        <Stack gap={1}>
          <DndContext
            collisionDetection={closestCenter}
            onDragEnd={({active, over}) => {
              if (over) onChange(moveExportColumn(chosen, String(active.id), String(over.id)))
            }}
            sensors={sensors}
          >
            <SortableContext items={[...chosen]} strategy={verticalListSortingStrategy}>
              {chosen.map((id) => (
                <ColumnLine
                  id={id}
                  isChosen
                  isLast={chosen.length === 1}
                  key={id}
                  onToggle={() => toggle(id)}
                />
              ))}
            </SortableContext>
          </DndContext>
          <FurtherColumns columns={consent} onToggle={toggle} title={t('export.consent-columns')} />
          <FurtherColumns columns={others} onToggle={toggle} title={t('export.other-columns')} />
        </Stack>
      </Box>
    </Card>
  )
}

function FurtherColumns(props: {
  title: string
  columns: readonly ExportColumn[]
  onToggle: (id: ExportColumn) => void
}) {
  const {title, columns, onToggle} = props
  if (columns.length === 0) return null
  return (
    <>
      <Box paddingBottom={1} paddingTop={3} paddingX={2}>
        <Text muted size={0} weight="medium">
          {title}
        </Text>
      </Box>
      {columns.map((id) => (
        <ColumnLine
          id={id}
          isChosen={false}
          isLast={false}
          key={id}
          onToggle={() => onToggle(id)}
        />
      ))}
    </>
  )
}

function ColumnLine(props: {
  id: ExportColumn
  isChosen: boolean
  /** Whether it is the only chosen one, which stays. */
  isLast: boolean
  onToggle: () => void
}) {
  const {id, isChosen, isLast, onToggle} = props
  const label = useExportLabels()(id)
  const {t} = useTranslation(bulkLocaleNamespace)
  const {attributes, isDragging, listeners, setNodeRef, transform, transition} = useSortable({
    id,
    disabled: !isChosen,
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
      <Checkbox checked={isChosen} disabled={isLast} id={checkbox} onChange={onToggle} />
      <Box flex={1} style={{minWidth: 0}}>
        <Text as="label" htmlFor={checkbox} size={1} textOverflow="ellipsis">
          {label}
        </Text>
      </Box>
      {isChosen && (
        <Button
          {...attributes}
          {...listeners}
          aria-label={t('export.move', {column: label})}
          fontSize={1}
          icon={DragHandleIcon}
          mode="bleed"
          muted
          padding={2}
          style={{cursor: 'grab', touchAction: 'none'}}
        />
      )}
    </Flex>
  )
}
