import {UploadIcon} from '@sanity/icons/Upload'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useRef, useState, type DragEvent, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {importLocaleNamespace} from '../importLocale.ts'

/** Endings of files that the file picker offers; what a file holds decides how it is read. */
const ACCEPTED = '.csv,.tsv,.tab,.txt,.xlsx,.zip'

/** Whether a drag carries files. */
function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files')
}

/** What a {@link DropArea} does with files. */
export interface DropAreaProps {
  onFiles: (files: readonly File[]) => void
  isDisabled?: boolean
  children: ReactNode
}

/** A part of the page on which files can be dropped anywhere. */
export function DropArea(props: DropAreaProps) {
  const {onFiles, isDisabled = false, children} = props
  const {t} = useTranslation(importLocaleNamespace)
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
              {t('files.drop-here')}
            </Text>
          </Flex>
        </Card>
      )}
    </div>
  )
}

/** Asks for files: a button, and the hint that they can be dropped. */
export function FilePicker(props: {
  onFiles: (files: readonly File[]) => void
  isBusy: boolean
  onPaste: () => void
}) {
  const {onFiles, isBusy, onPaste} = props
  const {t} = useTranslation(importLocaleNamespace)
  const input = useRef<HTMLInputElement>(null)
  return (
    <Card border padding={5} radius={3} style={{borderStyle: 'dashed'}} tone="transparent">
      <Flex align="center" direction="column" gap={4}>
        <Text muted size={3}>
          <UploadIcon />
        </Text>
        <Stack gap={3}>
          <Text align="center" size={1} weight="medium">
            {t('files.drop')}
          </Text>
          <Text align="center" muted size={1}>
            {t('files.kinds')}
          </Text>
        </Stack>
        <Flex gap={2} justify="center" wrap="wrap">
          <Button
            disabled={isBusy}
            fontSize={1}
            loading={isBusy}
            onClick={() => input.current?.click()}
            padding={3}
            text={t('files.choose')}
            tone="primary"
          />
          <Button
            disabled={isBusy}
            fontSize={1}
            mode="ghost"
            onClick={onPaste}
            padding={3}
            text={t('files.paste')}
          />
        </Flex>
        <input
          accept={ACCEPTED}
          aria-label={t('files.choose')}
          hidden
          multiple
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            if (files.length > 0) onFiles(files)
          }}
          ref={input}
          type="file"
        />
      </Flex>
    </Card>
  )
}
