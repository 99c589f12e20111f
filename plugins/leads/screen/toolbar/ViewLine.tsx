import {BookmarkIcon} from '@sanity/icons/Bookmark'
import {LockIcon} from '@sanity/icons/Lock'
import {SyncIcon} from '@sanity/icons/Sync'
import {TrashIcon} from '@sanity/icons/Trash'
import {UnlockIcon} from '@sanity/icons/Unlock'
import {UsersIcon} from '@sanity/icons/Users'
import {Box, Button, Flex, Stack, Text, TextInput} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useId, useLayoutEffect, useRef, useState, useEffect} from 'react'
import {useTranslation, useDateTimeFormat} from 'sanity'
import {
  mayLockView,
  mayOverwriteView,
  type ViewLock,
  MAX_LOCK_REASON,
} from '../../../../core/changes/savedViews.ts'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {IconButton} from '../../../ui/IconButton.tsx'
import {useDocumentGrant} from '../../../ui/useDocumentGrant.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {SavedView} from '../../view/settings/savedViews.ts'
import type {ViewsMenuState} from '../../view/settings/useViewsMenu.ts'
import {usePopoverClose} from '../../../ui/PopoverButton.tsx'
import {isMoment} from '../../../ui/timeZone.ts'
import {useUserName} from '../../../ui/users/UserName.tsx'

/** A saved view: a click shows it; buttons overwrite, lock and delete it. */
export function ViewLine(props: {view: SavedView; state: ViewsMenuState}) {
  const errorReason = useErrorReason()
  const {view, state} = props
  const {saved} = state
  const {title, stored} = view
  const {t} = useTranslation(leadsLocaleNamespace)
  const {site} = useSiteContext()
  const toast = useToast()
  const close = usePopoverClose()
  const noteId = useId()
  const line = useRef<HTMLDivElement>(null)
  const [isLocking, setLocking] = useState(false)
  const isWriter = useDocumentGrant('update', `${site}.view.-`) !== 'denied'
  const isCurrent = state.currentId === view.id
  const isLocked = Boolean(stored?.lock)
  const mayLock = stored !== null && isWriter && mayLockView(stored, saved.actor)
  const mayOverwrite = !stored || (isWriter && mayOverwriteView(stored, saved.actor))

  // When a focused view is removed, another control of the panel takes the focus.
  useLayoutEffect(() => {
    const own = line.current
    const panel = own?.closest('[role="dialog"]')
    return () => {
      if (!own?.contains(document.activeElement)) return
      const parts = panel?.querySelectorAll<HTMLElement>('button:not([disabled]), input') ?? []
      Array.from(parts)
        .find((part) => !own.contains(part))
        ?.focus()
    }
  }, [])

  const attempt = async (work: Promise<void>, failed: string, done?: string) => {
    try {
      await work
      if (done) toast.push({closable: true, status: 'success', title: done})
      // The pressed button may be unmounted by its own action.
      line.current?.querySelector('button')?.focus()
    } catch (error) {
      const description = errorReason(error).reason
      toast.push({closable: true, description, status: 'error', title: failed})
    }
  }
  return (
    <Stack gap={1} ref={line}>
      <Flex align="center" gap={1}>
        <Box flex={1} style={{minWidth: 0}}>
          <Button
            aria-current={isCurrent || undefined}
            aria-describedby={isLocked ? noteId : undefined}
            fontSize={1}
            icon={view.isShared ? UsersIcon : BookmarkIcon}
            justify="flex-start"
            mode="bleed"
            onClick={() => {
              state.show(view)
              close()
            }}
            padding={2}
            selected={isCurrent}
            text={title}
            title={t(view.isShared ? 'views.shared' : 'views.personal')}
            width="fill"
          />
        </Box>
        {isCurrent && mayOverwrite && (
          <IconButton
            icon={SyncIcon}
            label={t('views.overwrite', {title})}
            onClick={() =>
              void attempt(
                state.overwriteWithShown(view),
                t('views.not-overwritten'),
                t('views.overwritten', {title}),
              )
            }
          />
        )}
        {mayLock && (
          <IconButton
            icon={isLocked ? UnlockIcon : LockIcon}
            label={t(isLocked ? 'views.unlock' : 'views.lock', {title})}
            onClick={() => {
              if (isLocked) void attempt(saved.unlock(view), t('views.not-unlocked'))
              else setLocking(!isLocking)
            }}
          />
        )}
        <IconButton
          icon={TrashIcon}
          label={t('views.delete', {title})}
          onClick={() => void attempt(saved.remove(view), t('views.not-deleted'))}
        />
      </Flex>
      {stored?.lock && <LockNote id={noteId} lock={stored.lock} />}
      {isLocking && !isLocked && (
        <LockForm
          onLock={(reason) => {
            setLocking(false)
            void attempt(saved.lock(view, reason), t('views.not-locked'))
          }}
        />
      )}
    </Stack>
  )
}

/** Who locked a view, and why. */
function LockNote(props: {id: string; lock: ViewLock}) {
  const {id, lock} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const day = useDateTimeFormat({dateStyle: 'medium'})
  const name = useUserName(lock.by)
  const time = isMoment(lock.at) ? day.format(new Date(lock.at)) : lock.at
  return (
    <Flex
      gap={2}
      paddingBottom={2}
      paddingLeft={2}
      paddingRight={2}
      title={t('views.locked-means', {name, time})}
    >
      <Text muted size={1}>
        <LockIcon />
      </Text>
      <Text id={id} muted size={1}>
        {lock.reason === ''
          ? t('views.locked', {name})
          : t('views.locked-why', {name, reason: lock.reason})}
      </Text>
    </Flex>
  )
}

/** Asks why a view is locked. */
function LockForm(props: {onLock: (reason: string) => void}) {
  const {onLock} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <Flex
      align="center"
      as="form"
      gap={1}
      onSubmit={(event) => {
        event.preventDefault()
        onLock(reason)
      }}
      paddingBottom={2}
      paddingLeft={2}
    >
      <Box flex={1}>
        <TextInput
          aria-label={t('views.lock-reason')}
          fontSize={1}
          maxLength={MAX_LOCK_REASON}
          onChange={(event) => setReason(event.currentTarget.value)}
          padding={2}
          placeholder={t('views.lock-reason')}
          ref={field}
          value={reason}
        />
      </Box>
      <Button fontSize={1} mode="ghost" padding={2} text={t('views.lock-confirm')} type="submit" />
    </Flex>
  )
}
