import {DownloadIcon} from '@sanity/icons/Download'
import {EditIcon} from '@sanity/icons/Edit'
import {UploadIcon} from '@sanity/icons/Upload'
import {UserIcon} from '@sanity/icons/User'
import {UsersIcon} from '@sanity/icons/Users'
import {Card, Text} from '@sanity/ui'
import type {ComponentType, ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {useLeadsLink} from '../../segments/useLeadsLink.ts'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import {CardAction, CardCount, RecordCard} from '../../ui/cards/RecordCard.tsx'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {useProblemText} from '../../ui/useProblemText.ts'
import {useUserName} from '../../ui/users/UserName.tsx'
import {deletionFailure, deletionProgress} from '../delete/useDeletions.ts'
import type {ListEntry} from '../data/listsData.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'
import {Facts} from '../listsStyles.ts'
import type {ListDialogKind} from './ListDialogs.tsx'
import {ListMenu} from './ListMenu.tsx'
import type {ListGrants} from './useListGrants.ts'

/** What a {@link ListCard} shows. */
export interface ListCardProps {
  list: ListEntry
  grants: ListGrants
  timeZone: string
  /** Its newest deletion, running or failed. */
  deletion: BulkJobRecord | undefined
  onOpen: (kind: ListDialogKind) => void
}

/** A list: how many leads it has, where it came from, when and by whom. */
export function ListCard(props: ListCardProps) {
  const {list, grants, timeZone, deletion, onOpen} = props
  const {t} = useTranslation(listsLocaleNamespace)
  const title = list.title?.trim() || t('card.untitled')
  const view = useLeadsLink('list', list._id)
  return (
    <RecordCard
      actions={
        <>
          <CardAction
            href={view.href}
            icon={UsersIcon}
            label={t('card.view-label', {title})}
            onClick={view.onClick}
            text={t('card.view')}
          />
          {grants.export && (
            <CardAction
              icon={DownloadIcon}
              label={t('card.export-label', {title})}
              onClick={() => onOpen('export')}
              text={t('card.export')}
            />
          )}
        </>
      }
      description={list.description}
      menu={<ListMenu grants={grants} onOpen={onOpen} title={title} />}
      title={title}
    >
      <MemberCount list={list} timeZone={timeZone} />
      <ListFacts list={list} timeZone={timeZone} />
      <DeletionState deletion={deletion} />
    </RecordCard>
  )
}

/** How many leads are on a list, and when they were counted. */
function MemberCount({list, timeZone}: {list: ListEntry; timeZone: string}) {
  const {t} = useTranslation(listsLocaleNamespace)
  const {memberCount} = list
  return (
    <CardCount
      text={memberCount ? t('card.number', {number: memberCount.value}) : t('card.not-counted')}
      value={memberCount?.value ?? null}
    >
      {memberCount ? (
        <>
          {t('card.counted', {count: memberCount.value})}{' '}
          <RelativeTime at={memberCount.at} timeZone={timeZone} />
        </>
      ) : (
        t('card.will-count')
      )}
    </CardCount>
  )
}

/** How far the deletion of a list is, or why it did not end. */
function DeletionState({deletion}: {deletion: BulkJobRecord | undefined}) {
  const {t} = useTranslation(listsLocaleNamespace)
  const problemText = useProblemText()
  const progress = deletionProgress(deletion)
  const failure = deletionFailure(deletion)
  if (!progress && failure === null) return null
  return (
    <Card as="output" padding={3} radius={2} tone="caution">
      <Text size={1}>
        {progress
          ? t('card.deleting', {done: progress.done, total: progress.total})
          : t('card.delete-failed', {reason: problemText(...(failure ?? []))})}
      </Text>
    </Card>
  )
}

const SOURCE_ICONS = {manual: EditIcon, import: UploadIcon, migration: UploadIcon} as const

/** Where a list came from, when, and who made it. */
function ListFacts({list, timeZone}: {list: ListEntry; timeZone: string}) {
  const {t} = useTranslation(listsLocaleNamespace)
  const kind = list.source?.kind ?? 'manual'
  const label = list.source?.label?.trim() ?? ''
  const createdBy = list.createdBy ?? ''
  const name = useUserName(createdBy)
  const uploaded = kind === 'manual' ? 'card.made' : 'card.uploaded'
  return (
    <Facts>
      <Fact icon={SOURCE_ICONS[kind]}>
        {label === '' ? t(`source.${kind}`) : t(`source.${kind}-of`, {label})}
      </Fact>
      <Fact icon={UserIcon}>
        {t(uploaded)} <RelativeTime at={list._createdAt} timeZone={timeZone} />
        {createdBy !== '' && ` ${t('card.by', {name})}`}
      </Fact>
    </Facts>
  )
}

function Fact({icon: Icon, children}: {icon: ComponentType; children: ReactNode}) {
  return (
    <li>
      <Text muted size={1}>
        <Icon />
      </Text>
      <Text muted size={1}>
        {children}
      </Text>
    </li>
  )
}
