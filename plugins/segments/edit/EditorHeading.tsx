import {ArrowLeftIcon} from '@sanity/icons/ArrowLeft'
import {Box, Button, Card, Flex, Heading} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {IconButton} from '../../ui/IconButton.tsx'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What an {@link EditorHeading} shows and does. */
export interface EditorHeadingProps {
  /** Name of the segment as it was. */
  title: string
  isNew: boolean
  isReadOnly: boolean
  canSave: boolean
  isSaving: boolean
  onBack: () => void
  onSave: () => void
}

/** The line over the builder: the way back, which segment it is, and saving. */
export function EditorHeading(props: EditorHeadingProps) {
  const {title, isNew, isReadOnly, canSave, isSaving, onBack, onSave} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  return (
    <Card borderBottom paddingX={3} paddingY={2}>
      <Flex align="center" gap={3} style={{minHeight: 35}}>
        <IconButton icon={ArrowLeftIcon} label={t('edit.back')} onClick={onBack} />
        <Box flex={1}>
          <Heading as="h1" size={0} textOverflow="ellipsis">
            {isNew ? t('edit.new') : title}
          </Heading>
        </Box>
        {!isReadOnly && (
          <Button
            disabled={!canSave}
            fontSize={1}
            loading={isSaving}
            onClick={onSave}
            padding={3}
            text={t(isNew ? 'edit.create' : 'edit.save')}
          />
        )}
      </Flex>
    </Card>
  )
}
