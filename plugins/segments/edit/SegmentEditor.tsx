import {ArrowLeftIcon} from '@sanity/icons/ArrowLeft'
import {Box, Button, Card, Flex, Heading, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {AudienceBuilder} from '../../audience/AudienceBuilder.tsx'
import {Page} from '../../ui/cards/cardStyles.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {IconButton} from '../../ui/IconButton.tsx'
import {Notice} from '../../ui/Notice.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {textOfField, useProblemText} from '../../ui/useProblemText.ts'
import {usersOf, type SegmentEntry, type SegmentsData} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Form} from '../segmentsStyles.ts'
import {SegmentNameFields} from './SegmentNameFields.tsx'
import {UsersList} from './UsersList.tsx'
import {useSegmentDraft} from './useSegmentDraft.ts'

/** What a {@link SegmentEditor} edits. */
export interface SegmentEditorProps {
  /** `null` for a new one. */
  segment: SegmentEntry | null
  data: SegmentsData
}

/** One segment in the builder. */
export function SegmentEditor(props: SegmentEditorProps) {
  const {segment, data} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(segmentsLocaleNamespace)
  const {navigate} = useRouter()
  const back = () => navigate({})
  const draft = useSegmentDraft(segment, back)
  const problemText = useProblemText()
  const [isLeaving, setLeaving] = useState(false)
  const permission = segment ? 'update' : 'create'
  const id = segment?._id ?? `${site}.segment.new`
  const isReadOnly = useDocumentGrant(permission, id) === 'denied'
  const users = segment ? usersOf(segment._id, data) : []
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <EditorHeading
        canSave={draft.canSave}
        isNew={segment === null}
        isReadOnly={isReadOnly}
        isSaving={draft.isSaving}
        onBack={() => (draft.isChanged ? setLeaving(true) : back())}
        onSave={() => void draft.save()}
        title={segment?.title ?? ''}
      />
      <Page>
        <Form>
          {draft.unreadable && (
            <Notice
              role="alert"
              text={t('edit.unreadable', {reason: problemText(draft.unreadable)})}
              tone="critical"
            />
          )}
          {users.length > 0 && !isReadOnly && (
            <Card padding={3} radius={2} tone="caution">
              <Stack gap={3}>
                <Text size={1} weight="medium">
                  {t('edit.used')}
                </Text>
                <UsersList users={users} />
              </Stack>
            </Card>
          )}
          <SegmentNameFields
            description={draft.description}
            isReadOnly={isReadOnly}
            onChangeDescription={draft.setDescription}
            onChangeTitle={draft.setTitle}
            problem={textOfField(draft.problems, 'title', problemText)}
            title={draft.title}
          />
          {draft.problems
            .filter(({field}) => field !== 'title')
            .map((each) => (
              <Notice key={each.code} role="alert" text={problemText(each)} tone="critical" />
            ))}
          <AudienceBuilder
            isReadOnly={isReadOnly}
            onChange={draft.setDefinition}
            onStanding={draft.setStanding}
            segmentId={segment?._id ?? null}
            value={draft.definition}
          />
        </Form>
      </Page>
      {isLeaving && <DiscardDialog onDiscard={back} onStay={() => setLeaving(false)} />}
    </Flex>
  )
}

interface EditorHeadingProps {
  /** The stored name. */
  title: string
  isNew: boolean
  isReadOnly: boolean
  canSave: boolean
  isSaving: boolean
  onBack: () => void
  onSave: () => void
}

/** The heading: back, the name of the segment, and saving. */
function EditorHeading(props: EditorHeadingProps) {
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
            padding={2}
            text={t(isNew ? 'edit.create' : 'edit.save')}
            tone="primary"
          />
        )}
      </Flex>
    </Card>
  )
}

/** Asks whether to discard unsaved changes. */
function DiscardDialog(props: {onDiscard: () => void; onStay: () => void}) {
  const {onDiscard, onStay} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  return (
    <DialogFrame
      closeText={t('discard.stay')}
      confirm={{onConfirm: onDiscard, text: t('discard.discard'), tone: 'critical'}}
      onClose={onStay}
      title={t('discard.title')}
      width={0}
    >
      <Text size={1}>{t('discard.description')}</Text>
    </DialogFrame>
  )
}
