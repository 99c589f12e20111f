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
import {Box, Button, Checkbox, Flex, Text} from '@sanity/ui'
import {useId, type ReactNode} from 'react'

/** What {@link SortableLines} hold. */
export interface SortableLinesProps {
  ids: readonly string[]
  /** A line was moved to the place of another. */
  onMove: (from: string, to: string) => void
  /** A {@link ColumnLine} for each id, in their order. */
  children: ReactNode
}

/** Lines that can be moved with the pointer, and with the keyboard from their handles. */
export function SortableLines(props: SortableLinesProps) {
  const {ids, onMove, children} = props
  const sensors = useSensors(
    useSensor(PointerSensor, {activationConstraint: {distance: 4}}),
    useSensor(KeyboardSensor, {coordinateGetter: sortableKeyboardCoordinates}),
  )
  return (
    <DndContext
      collisionDetection={closestCenter}
      onDragEnd={({active, over}) => {
        if (over) onMove(String(active.id), String(over.id))
      }}
      sensors={sensors}
    >
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}

/** What a {@link ColumnLine} shows. */
export interface ColumnLineProps {
  id: string
  label: string
  isChosen: boolean
  /** Whether it is the only chosen one, which stays. */
  isLast?: boolean
  /** Name of the handle that moves a chosen column. */
  moveLabel: string
  onToggle: () => void
  /** Buttons of a chosen column, before its handle. */
  children?: ReactNode
}

/** A column that is chosen or not; a chosen one can be moved. */
export function ColumnLine(props: ColumnLineProps) {
  const {id, label, isChosen, isLast = false, moveLabel, onToggle, children} = props
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
        <>
          {children}
          <Button
            {...attributes}
            {...listeners}
            aria-label={moveLabel}
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

/** The title of a group of columns. */
export function ColumnsTitle({text}: {text: string}) {
  return (
    <Box paddingBottom={1} paddingTop={3} paddingX={2}>
      <Text muted size={0} weight="medium">
        {text}
      </Text>
    </Box>
  )
}
