import {LaunchIcon} from '@sanity/icons/Launch'
import {Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {Site} from '../../core/sanity.types.generated.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {NavbarTooltip} from './NavbarTooltip.tsx'

/** Opens the public site in another tab. It is labelled with the host that visitors know. */
export function PublicSiteLink(props: {site: Site}) {
  const {t} = useTranslation(studioLocaleNamespace)
  const {publicUrl, hosts} = props.site
  if (!URL.canParse(publicUrl)) return null
  const url = new URL(publicUrl)
  // The address comes from a document; only web pages may be opened with it.
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  return (
    <NavbarTooltip text={t('navbar.public-site.tooltip', {host: url.host})}>
      <Button
        as="a"
        href={url.href}
        target="_blank"
        rel="noreferrer"
        mode="bleed"
        fontSize={1}
        padding={2}
        gap={2}
        text={hosts?.[0] ?? url.host}
        iconRight={LaunchIcon}
      />
    </NavbarTooltip>
  )
}
