import {AccessDeniedIcon} from '@sanity/icons/AccessDenied'
import {Button} from '@sanity/ui'
import {useCurrentUser, useTranslation, useWorkspace, useWorkspaces} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {SignOutButton} from './SignOutButton.tsx'
import {StartNotice} from './StartNotice.tsx'
import {StartPage} from './StartPage.tsx'

/**
 * Says that the address leads nowhere for this user and where they can go instead. It doesn't tell
 * a site that exists from one that doesn't.
 */
export function ClosedWorkspace() {
  const {t} = useTranslation(studioLocaleNamespace)
  const user = useCurrentUser()
  const here = useWorkspace()
  const others = useWorkspaces().filter((workspace) => workspace.name !== here.name)
  return (
    <StartPage>
      <StartNotice
        icon={AccessDeniedIcon}
        title={t('start.closed.title')}
        sentences={[t('start.closed.next', {name: user?.name ?? user?.email ?? ''})]}
      >
        {others.map((workspace) => (
          <Button
            key={workspace.name}
            as="a"
            href={workspace.basePath}
            mode="ghost"
            text={workspace.title}
          />
        ))}
        <SignOutButton />
      </StartNotice>
    </StartPage>
  )
}
