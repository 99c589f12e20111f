import type {Site} from '../../core/sanity.types.generated.ts'

/** The signed-in user, as far as choosing workspaces needs it. */
export interface RegistryUser {
  id: string
  /** Names of the user's roles, as `core/tenancy/roles.ts` builds them. */
  roles: readonly string[]
}

/** A site as far as one is chosen among many by it. */
export type SiteEntry = Pick<Site, 'key' | 'title' | 'status' | 'adminHosts'>

/** What is known of the sites when the Studio starts. */
export type Registry =
  | {
      kind: 'ready'
      user: RegistryUser
      /** The sites that get workspaces. */
      sites: readonly Site[]
      /** All that are open to the user, where those are more than get workspaces; else empty. */
      directory: readonly SiteEntry[]
    }
  /** Nobody is signed in, so nothing can be known yet. */
  | {kind: 'anonymous'}
  /** The store didn't answer, or refused. `reason` is a sentence for the user. */
  | {kind: 'unreadable'; reason: string}

/** Registry of tools that run outside a browser (build, schema extraction): no sites, no user. */
export const EMPTY_REGISTRY: Registry = {kind: 'anonymous'}
