import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {useTranslation} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {StartPage} from './StartPage.tsx'

/**
 * Stands in for the whole Studio when the sites could not be read.
 *
 * @returns a component, because the place it goes to takes one without properties
 */
export function registryUnreadable(reason: string, local: boolean) {
  return function RegistryUnreadable() {
    const {t} = useTranslation(studioLocaleNamespace)
    const next = local ? t('start.unreadable.local-next') : t('start.unreadable.next')
    return (
      <StartPage
        icon={WarningOutlineIcon}
        title={t('start.unreadable.title')}
        tone="caution"
        action={{text: t('start.retry'), onClick: () => window.location.reload()}}
      >
        {[reason, next]}
      </StartPage>
    )
  }
}
