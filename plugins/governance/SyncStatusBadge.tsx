import {useTranslation} from 'sanity'
import type {SyncState} from '../../core/shopify/syncStatus.ts'
import {IconBadge} from '../ui/IconBadge.tsx'
import {governanceLocaleNamespace} from './governanceLocale.ts'
import {STATUS_LOOKS} from './statusLook.ts'

/** How the sync of a site stands, by icon, colour and word. */
export function SyncStatusBadge({state}: {state: SyncState}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  return <IconBadge {...STATUS_LOOKS[state]} text={t(`status.${state}`)} />
}
