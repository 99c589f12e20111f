import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Box, Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {StartNotice} from './StartNotice.tsx'

/**
 * Takes the place of the sign-in form when the sites could not be read.
 *
 * @param reason - a sentence; nothing secret and nothing personal
 * @param local - whether the store is an embedded lake, which the reader can start
 */
export function registryUnreadable(reason: string, local: boolean) {
  return function RegistryUnreadable() {
    const {t} = useTranslation(studioLocaleNamespace)
    const next = local ? t('start.unreadable.local-next') : t('start.unreadable.next')
    return (
      <Box paddingY={3} role="alert">
        <StartNotice
          icon={WarningOutlineIcon}
          title={t('start.unreadable.title')}
          sentences={[reason, next]}
        >
          <Button text={t('start.retry')} tone="primary" onClick={() => window.location.reload()} />
        </StartNotice>
      </Box>
    )
  }
}
