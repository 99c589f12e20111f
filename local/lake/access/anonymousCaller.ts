import type {Caller} from '../types.ts'

/**
 * Whoever calls without a token. On a public dataset this caller reads documents whose id has no
 * dot (https://www.sanity.io/docs/ids), so neither drafts nor any tenant's record; a private
 * dataset answers 401 instead of asking what this caller may see.
 */
export const ANONYMOUS_CALLER: Caller = {
  id: '<anonymous>',
  name: 'Anonymous',
  email: '',
  role: '',
  robot: false,
  grants: [{filter: '_id in path("*")', permissions: ['read']}],
}
