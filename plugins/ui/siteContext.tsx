import {createContext, use, useCallback, useMemo, useState, type ReactNode} from 'react'
import type {CustomFieldRecord, WithCustomFields} from '../../core/documents/site.ts'
import type {Site} from '../../core/sanity.types.generated.ts'

/** The registry document of a workspace's site, with the custom fields that its editors created. */
export type WorkspaceSite = WithCustomFields<Site>

/** The site of a workspace. */
export interface SiteContextValue {
  /** The site's key, the first segment of all its documents' ids. */
  site: string
  /** Kept up to date. */
  document: WorkspaceSite
  /** Makes a custom field known that this page just created. */
  addCustomField: (field: CustomFieldRecord) => void
}

const SiteContext = createContext<SiteContextValue | null>(null)

/** Provides a site to everything below it; the workspace's layout renders it. */
export function SiteProvider(
  props: Omit<SiteContextValue, 'addCustomField'> & {children?: ReactNode},
) {
  const {site, document: read, children} = props
  const [created, setCreated] = useState<readonly CustomFieldRecord[]>([])
  const addCustomField = useCallback((field: CustomFieldRecord) => {
    setCreated((before) => [...before, field])
  }, [])
  const document = useMemo((): WorkspaceSite => {
    const known = new Set(read.customFields.map(({_id}) => _id))
    const further = created.filter(({_id}) => !known.has(_id))
    return {...read, customFields: [...read.customFields, ...further]}
  }, [read, created])
  const value = useMemo(() => ({site, document, addCustomField}), [site, document, addCustomField])
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
