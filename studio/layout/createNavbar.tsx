import {DesktopIcon} from '@sanity/icons/Desktop'
import {LaunchIcon} from '@sanity/icons/Launch'
import {Box, Button, Flex, Text} from '@sanity/ui'
import {Tooltip} from '@sanity/ui/tooltip'
import {type ReactNode, Suspense} from 'react'
import {type NavbarProps, useTranslation} from 'sanity'
import {styled} from 'styled-components'
import type {Site} from '../../core/sanity.types.generated.ts'
import {IconBadge} from '../../plugins/ui/IconBadge.tsx'
import {useOptionalSite} from '../../plugins/ui/siteContext.tsx'
import {SiteStatusBadge} from '../../plugins/ui/SiteStatusBadge.tsx'
import type {StudioEnvironment} from '../environment.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'

/** What the Studio's navbar takes as an extra entry. */
type NavbarEntry = NonNullable<NavbarProps['__internal_actions']>[number]

/**
 * The Studio's own navbar with what an editor of several sites has to see at all times: the site's
 * status, the way to its public pages, and whether this is only local data.
 */
export function createNavbar(environment: StudioEnvironment) {
  const {lake} = environment

  function Marks() {
    const site = useOptionalSite()
    return (
      <Flex align="center" gap={2} paddingX={2}>
        {site && <PublicSiteLink site={site.document} />}
        {site && <SiteStatusMark status={site.document.status} />}
        {lake && <LocalDataMark mailPageUrl={lake.mailPageUrl} />}
      </Flex>
    )
  }

  // The marks' strings load on their own: without a boundary the whole Studio would wait for them.
  const render = () => (
    <Suspense>
      <Marks />
    </Suspense>
  )
  const entries: NavbarEntry[] = [
    {name: 'leads-site', location: 'topbar', render},
    {name: 'leads-site-sidebar', location: 'sidebar', render},
  ]

  return function Navbar(props: NavbarProps) {
    const {__internal_actions: others = []} = props
    const site = useOptionalSite()
    const bar = props.renderDefault({...props, __internal_actions: [...others, ...entries]})
    return site ? <WithoutPerspectives>{bar}</WithoutPerspectives> : bar
  }
}

/**
 * A site's records have neither drafts nor releases, so the menu that chooses between them would
 * only raise questions. Sanity has no setting for it.
 */
const WithoutPerspectives = styled.div`
  display: contents;

  & [data-ui='ReleasesNav'] {
    display: none;
  }
`

/** Opens the public site in another tab. It is labelled with the host that visitors know. */
function PublicSiteLink({site: {publicUrl, hosts}}: {site: Site}) {
  const {t} = useTranslation(studioLocaleNamespace)
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

/** Whether the site takes part, with a tooltip that says what that means. */
export function SiteStatusMark({status}: {status: Site['status']}) {
  const {t} = useTranslation(studioLocaleNamespace)
  return (
    <NavbarTooltip text={t(`site-status.${status}.tooltip`)}>
      <SiteStatusBadge status={status} />
    </NavbarTooltip>
  )
}

const MailLink = styled.a`
  border-radius: 3px;
  display: flex;
  text-decoration: none;

  &:hover > * {
    text-decoration: underline;
  }
`

/** Says that all data is on this machine, and links to the mail that was sent. */
function LocalDataMark({mailPageUrl}: {mailPageUrl: string | null}) {
  const {t} = useTranslation(studioLocaleNamespace)
  const badge = <IconBadge icon={DesktopIcon} tone="primary" text={t('navbar.local-data')} />
  return (
    <NavbarTooltip
      text={mailPageUrl ? t('navbar.local-data.tooltip') : t('navbar.local-data.tooltip-plain')}
    >
      {mailPageUrl ? (
        <MailLink href={mailPageUrl} target="_blank" rel="noreferrer">
          {badge}
        </MailLink>
      ) : (
        badge
      )}
    </NavbarTooltip>
  )
}

/** Explains a mark in the navbar. */
function NavbarTooltip(props: {text: string; children: ReactNode}) {
  return (
    <Tooltip
      portal
      placement="bottom"
      content={
        <Box padding={2}>
          <Text size={1}>{props.text}</Text>
        </Box>
      }
    >
      <Box display="flex" flex="none">
        {props.children}
      </Box>
    </Tooltip>
  )
}
