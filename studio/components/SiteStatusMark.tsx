import {useTranslation} from 'sanity'
import type {Site} from '../../core/sanity.types.generated.ts'
import {SiteStatusBadge} from '../../plugins/ui/SiteStatusBadge.tsx'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {NavbarTooltip} from './NavbarTooltip.tsx'

/** Whether the site takes part, with a tooltip that says what that means. */
export function SiteStatusMark({status}: {status: Site['status']}) {
  const {t} = useTranslation(studioLocaleNamespace)
  return (
    <NavbarTooltip text={t(`site-status.${status}.tooltip`)}>
      <SiteStatusBadge status={status} />
    </NavbarTooltip>
  )
}
