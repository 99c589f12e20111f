import {Card, Flex, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {AudienceBuilder} from '../../audience/AudienceBuilder.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import type {SegmentEntry, SegmentsData} from '../data/segmentsData.ts'
import {usersOf} from '../data/usersOf.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Form, Page} from '../segmentsStyles.ts'
import {DiscardDialog} from './DiscardDialog.tsx'
import {EditorHeading} from './EditorHeading.tsx'
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
          {draft.unreadable !== null && (
            <Card padding={3} radius={2} role="alert" tone="critical">
              <Text size={1}>{t('edit.unreadable', {reason: draft.unreadable})}</Text>
            </Card>
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
            problem={draft.problems.find(({field}) => field === 'title')?.reason ?? null}
            title={draft.title}
          />
          {draft.problems
            .filter(({field}) => field !== 'title')
            .map(({reason}) => (
              <Card key={reason} padding={3} radius={2} role="alert" tone="critical">
                <Text size={1}>{reason}</Text>
              </Card>
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
