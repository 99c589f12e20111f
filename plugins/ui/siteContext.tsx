import {createContext, use, useMemo, type ReactNode} from 'react'
import type {Site} from '../../core/sanity.types.generated.ts'

/** The site of a workspace. */
export interface SiteContextValue {
  /** The site's key, the first segment of all its documents' ids. */
  site: string
  /** Its registry document, kept up to date. */
  document: Site
}

const SiteContext = createContext<SiteContextValue | null>(null)

/** Provides a site to everything below it; the workspace's layout renders it. */
export function SiteProvider(props: SiteContextValue & {children?: ReactNode}) {
  const {site, document, children} = props
  const value = useMemo(() => ({site, document}), [site, document])
  return <SiteContext value={value}>{children}</SiteContext>
}

/** The site of this workspace, or `null` in the network workspace. */
export function useOptionalSite(): SiteContextValue | null {
  return use(SiteContext)
}

/**
 * The site of this workspace.
 *
 * @throws Error in the network workspace and outside any: a site's tool was installed there
 */
export function useSiteContext(): SiteContextValue {
  const value = use(SiteContext)
  if (!value) {
    throw new Error(
      'This part of the Studio needs a site. Install its tool in a site’s workspace, below SiteProvider.',
    )
  }
  return value
}
