import {Flex} from '@sanity/ui'
import {Suspense} from 'react'
import type {NavbarProps} from 'sanity'
import {styled} from 'styled-components'
import {useOptionalSite} from '../../plugins/ui/siteContext.tsx'
import type {StudioEnvironment} from '../environment.ts'
import {LocalDataMark} from './LocalDataMark.tsx'
import {PublicSiteLink} from './PublicSiteLink.tsx'
import {SiteStatusMark} from './SiteStatusMark.tsx'

/** What the Studio's navbar takes as an extra entry. */
type NavbarEntry = NonNullable<NavbarProps['__internal_actions']>[number]

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

  // The marks' words load by themselves: without a boundary the whole Studio would wait for them.
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
