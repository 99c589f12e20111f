import {looksPersonal} from './harmless.ts'
import {keyedMark} from './keyedMark.ts'

/** Names of fields and columns that are a site's own short words. */
const PLAIN_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u

/**
 * The name of a field as the trail may hold it: itself where it is a few plain words, else a mark.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 */
export function shownName(name: string, secret: string): string {
  return PLAIN_NAME.test(name) && !looksPersonal(name) ? name : keyedMark(secret, 'field', name)
}
