import {UserIcon} from '@sanity/icons/User'
import {useCurrentUser, useTranslation} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {SignOutButton} from './SignOutButton.tsx'
import {StartNotice} from './StartNotice.tsx'
import {StartPage} from './StartPage.tsx'

/** Says to a signed-in user that no workspace is open to them, and lets them sign out. */
export function NoSites() {
  const {t} = useTranslation(studioLocaleNamespace)
  const user = useCurrentUser()
  return (
    <StartPage>
      <StartNotice
        icon={UserIcon}
        title={t('start.no-sites.title')}
        sentences={[t('start.no-sites.next', {name: user?.name ?? user?.email ?? ''})]}
      >
        <SignOutButton primary />
      </StartNotice>
    </StartPage>
  )
}
