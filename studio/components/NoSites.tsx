import {UserIcon} from '@sanity/icons/User'
import {useCurrentUser, useTranslation, useWorkspace} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {StartPage} from './StartPage.tsx'

/** Says to a signed-in user that no workspace is open to them, and lets them sign out. */
export function NoSites() {
  const {t} = useTranslation(studioLocaleNamespace)
  const {auth} = useWorkspace()
  const user = useCurrentUser()
  return (
    <StartPage
      icon={UserIcon}
      title={t('start.no-sites.title')}
      action={{text: t('start.sign-out'), onClick: () => void auth.logout?.()}}
    >
      {[t('start.no-sites.next', {name: user?.name ?? user?.email ?? ''})]}
    </StartPage>
  )
}
