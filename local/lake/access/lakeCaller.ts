import type {Grant, Permission} from '../../../core/tenancy/grants.ts'
import {SUPERADMIN_ROLE_NAME} from '../../../core/tenancy/roles.ts'
import type {StoredDocument} from '../store/storedDocument.ts'

/** The user or robot of a token. The token itself is not included. */
export interface Caller {
  id: string
  name: string
  email: string
  /** Name of the role, as `core/tenancy/roles.ts` builds it. */
  role: string
  robot: boolean
  grants: readonly Grant[]
}

/**
 * The caller of a request without a token. On a public dataset this caller reads documents whose id has
 * no dot (https://www.sanity.io/docs/ids), so neither drafts nor any tenant's record; a private dataset
 * answers 401.
 */
export const ANONYMOUS_CALLER: Caller = {
  id: '<anonymous>',
  name: 'Anonymous',
  email: '',
  role: '',
  robot: false,
  grants: [{filter: '_id in path("*")', permissions: ['read']}],
}

/** Whether a caller may manage datasets and other project resources: superadmins and robots. */
export function isAdministrator(caller: Pick<Caller, 'role'>): boolean {
  return caller.role === SUPERADMIN_ROLE_NAME
}

/** Decides who calls and what they may do. */
export interface AccessControl {
  /** @returns `null` for an unknown token */
  authenticate(token: string): Caller | null
  /** Whether one of the caller's grants with that permission matches the document. */
  can(caller: Caller, permission: Permission, document: StoredDocument): boolean
  /** Every user and robot that exists now: the superadmin, three of each site, the robots. */
  listCallers(): Caller[]
  /** The token of a user, for the sign-in page only; `null` for an unknown id. */
  tokenOf(callerId: string): string | null
}
