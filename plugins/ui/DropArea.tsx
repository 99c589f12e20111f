import {Card, Flex, Text} from '@sanity/ui'
import {useRef, useState, type DragEvent, type ReactNode} from 'react'

/** Whether a drag carries files. */
function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files')
}

/** What a {@link DropArea} does with files. */
export interface DropAreaProps {
  /** Shown while files are dragged over it. */
  hint: string
  onFiles: (files: readonly File[]) => void
  isDisabled?: boolean
  children: ReactNode
}

/** A part of the page on which files can be dropped anywhere. */
export function DropArea(props: DropAreaProps) {
  const {hint, onFiles, isDisabled = false, children} = props
  // Entering a child leaves its parent: only when both are counted is it known that the drag is outside.
  const depth = useRef(0)
  const [isOver, setOver] = useState(false)
  const enter = (by: 1 | -1) => (event: DragEvent) => {
    if (isDisabled || !hasFiles(event)) return
    event.preventDefault()
    depth.current = Math.max(0, depth.current + by)
    setOver(depth.current > 0)
  }
  return (
    <div
      onDragEnter={enter(1)}
      onDragLeave={enter(-1)}
      onDragOver={(event) => {
        if (!isDisabled && hasFiles(event)) event.preventDefault()
      }}
      onDrop={(event) => {
        if (isDisabled || !hasFiles(event)) return
        event.preventDefault()
        depth.current = 0
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
      style={{height: '100%', minHeight: 0, position: 'relative'}}
    >
      {children}
      {isOver && (
        <Card
          aria-hidden="true"
          border
          radius={3}
          style={{inset: 8, opacity: 0.95, pointerEvents: 'none', position: 'absolute', zIndex: 10}}
          tone="primary"
        >
          <Flex align="center" height="fill" justify="center">
            <Text size={2} weight="medium">
              {hint}
            </Text>
          </Flex>
        </Card>
      )}
    </div>
  )
}
