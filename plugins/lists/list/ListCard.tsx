import {DownloadIcon} from '@sanity/icons/Download'
import {EditIcon} from '@sanity/icons/Edit'
import {UploadIcon} from '@sanity/icons/Upload'
import {UserIcon} from '@sanity/icons/User'
import {UsersIcon} from '@sanity/icons/Users'
import {Box, Button, Card, Flex, Heading, Stack, Text} from '@sanity/ui'
import {useId, type ComponentType, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {Clamped} from '../../segments/segmentsStyles.ts'
import {useLeadsLink} from '../../segments/useLeadsLink.ts'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
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
  /** Called with a function that returns the focus. */
  onOpen: (kind: ListDialogKind, restoreFocus: () => void) => void
}

/** A list: how many leads it has, where it came from, when and by whom. */
export function ListCard(props: ListCardProps) {
  const {list, grants, timeZone, deletion, onOpen} = props
  const {t} = useTranslation(listsLocaleNamespace)
  const id = useId()
  const title = list.title?.trim() || t('card.untitled')
  const view = useLeadsLink('list', list._id)
  return (
    <Card aria-labelledby={id} as="article" border data-list={list._id} radius={3}>
      <Flex direction="column" height="fill">
        <Flex direction="column" flex={1} gap={4} padding={4}>
          <Stack gap={3}>
            <Heading as="h2" id={id} size={1} style={{overflowWrap: 'anywhere'}}>
              {title}
            </Heading>
            {list.description && (
              <Text muted size={1}>
                <Clamped $lines={3} title={list.description}>
                  {list.description}
                </Clamped>
              </Text>
            )}
          </Stack>
          <Box flex={1} />
          <MemberCount list={list} timeZone={timeZone} />
          <ListFacts list={list} timeZone={timeZone} />
          <DeletionState deletion={deletion} />
        </Flex>
        <Card borderTop padding={2}>
          <Flex align="center" gap={1}>
            <Button
              aria-label={t('card.view-label', {title})}
              as="a"
              fontSize={1}
              href={view.href}
              icon={UsersIcon}
              mode="bleed"
              onClick={view.onClick}
              padding={2}
              text={t('card.view')}
            />
            {grants.export && (
              <Button
                aria-label={t('card.export-label', {title})}
                fontSize={1}
                icon={DownloadIcon}
                mode="bleed"
                onClick={({currentTarget}) => onOpen('export', () => currentTarget.focus())}
                padding={2}
                text={t('card.export')}
              />
            )}
            <Box flex={1} />
            <ListMenu grants={grants} onOpen={onOpen} title={title} />
          </Flex>
        </Card>
      </Flex>
    </Card>
  )
}

/** How many leads are on a list, and when they were counted. */
function MemberCount({list, timeZone}: {list: ListEntry; timeZone: string}) {
  const {t} = useTranslation(listsLocaleNamespace)
  const {memberCount} = list
  return (
    <Stack gap={2}>
      <Text
        muted={!memberCount}
        size={memberCount ? 3 : 1}
        style={{fontVariantNumeric: 'tabular-nums'}}
        weight="semibold"
      >
        <span data-testid="member-count">
          {memberCount ? t('card.number', {number: memberCount.value}) : t('card.not-counted')}
        </span>
      </Text>
      <Text muted size={1}>
        {memberCount ? (
          <>
            {t('card.counted', {count: memberCount.value})}{' '}
            <RelativeTime at={memberCount.at} timeZone={timeZone} />
          </>
        ) : (
          t('card.will-count')
        )}
      </Text>
    </Stack>
  )
}

/** How far the deletion of a list is, or why it did not end. */
function DeletionState({deletion}: {deletion: BulkJobRecord | undefined}) {
  const {t} = useTranslation(listsLocaleNamespace)
  const progress = deletionProgress(deletion)
  const failure = deletionFailure(deletion)
  if (!progress && failure === null) return null
  return (
    <Card as="output" padding={3} radius={2} tone="caution">
      <Text size={1}>
        {progress
          ? t('card.deleting', {done: progress.done, total: progress.total})
          : t('card.delete-failed', {reason: failure})}
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
