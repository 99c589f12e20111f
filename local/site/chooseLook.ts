import {artametaLook} from './looks/artameta.ts'
import {bluefernLook} from './looks/bluefern.ts'
import {northpeakLook} from './looks/northpeak.ts'
import {plainLook} from './looks/plain.ts'
import type {SiteLook} from './looks/siteLook.ts'

/** The look of a site; a plain one for sites that were added later. */
export function chooseLook(key: string, title: string): SiteLook {
  if (key === 'artameta') return artametaLook
  if (key === 'bluefern') return bluefernLook
  if (key === 'northpeak') return northpeakLook
  return plainLook(title)
}
