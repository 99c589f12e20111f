import {useSortable} from '@dnd-kit/sortable'
import {DragHandleIcon} from '@sanity/icons/DragHandle'
import {PinFilledIcon} from '@sanity/icons/PinFilled'
import {PinIcon} from '@sanity/icons/Pin'
import {Box, Button, Checkbox, Flex, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import type {ColumnId} from '../../data/columnId.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** What a {@link ColumnLine} shows. */
export interface ColumnLineProps {
  id: ColumnId
  label: string
  isShown: boolean
  isPinned: boolean
  /** Whether it is the only one shown, which stays. */
  isLast: boolean
  onToggle: () => void
  onPin: () => void
}

/** One column in the menu of columns: shown or not, pinned or not, and its place. */
export function ColumnLine(props: ColumnLineProps) {
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
