import {Flex} from '@sanity/ui'
import type {NavbarProps} from 'sanity'
import {useOptionalSite} from '../../plugins/ui/siteContext.tsx'
import type {StudioEnvironment} from '../environment.ts'
import {LocalDataMark} from './LocalDataMark.tsx'
import {PublicSiteLink} from './PublicSiteLink.tsx'
import {SiteStatusMark} from './SiteStatusMark.tsx'

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
      <Flex align="center" gap={2} paddingX={2} wrap="wrap">
        {site && <PublicSiteLink url={site.document.publicUrl} />}
        {site && <SiteStatusMark status={site.document.status} />}
        {lake && <LocalDataMark mailPageUrl={lake.mailPageUrl} />}
      </Flex>
    )
  }

  const entries: NavbarEntry[] = [
    {name: 'leads-site', location: 'topbar', render: () => <Marks />},
    {name: 'leads-site-sidebar', location: 'sidebar', render: () => <Marks />},
  ]

  return function Navbar(props: NavbarProps) {
    const {__internal_actions: others = []} = props
    return props.renderDefault({...props, __internal_actions: [...others, ...entries]})
  }
}
