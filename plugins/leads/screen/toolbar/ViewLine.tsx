import {BookmarkIcon} from '@sanity/icons/Bookmark'
import {LockIcon} from '@sanity/icons/Lock'
import {SyncIcon} from '@sanity/icons/Sync'
import {TrashIcon} from '@sanity/icons/Trash'
import {UnlockIcon} from '@sanity/icons/Unlock'
import {UsersIcon} from '@sanity/icons/Users'
import {Box, Button, Flex, Stack} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useId, useLayoutEffect, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import {mayLockView, mayOverwriteView} from '../../../../core/changes/savedViews.ts'
import {errorReason} from '../../../ui/errorReason.ts'
import {IconButton} from '../../../ui/IconButton.tsx'
import {useDocumentGrant} from '../../../ui/useDocumentGrant.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {SavedView} from '../../view/settings/savedViews.ts'
import type {ViewsMenuState} from '../../view/settings/useViewsMenu.ts'
import {LockForm} from './LockForm.tsx'
import {LockNote} from './LockNote.tsx'
import {usePopoverClose} from '../../../ui/PopoverButton.tsx'

/** A view under its name: shown by a click, and what may be done with it. */
export function ViewLine(props: {view: SavedView; state: ViewsMenuState}) {
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

  // A view that goes away gives the focus to what is left of the panel.
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
      // What was pressed may be gone with what it did.
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
