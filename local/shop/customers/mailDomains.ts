import type {Pools} from '../../demo/pools.ts'
import type {Random} from '../../demo/random.ts'

/** Providers where many have their address. All names are reserved, so nobody owns an address here. */
export const MASS_PROVIDERS = [
  ['gramail.example', 46],
  ['outpost.example', 19],
  ['yonder.example', 11],
  ['cloudbox.example', 8],
  ['webpost.example', 6],
  ['proton-post.example', 4],
  ['t-net.example', 4],
  ['inbox.example', 2],
] as const

/** Shares of a hundred; the rest has a domain of its own. */
const SHARE = {provider: 58, company: 33}

/**
 * The domain of somebody's address: a few providers, many companies of which few have most, and a long
 * tail of domains that belong to one person or family each.
 *
 * @param name - of the family, in letters of host names
 */
export function mailDomain(pools: Pools, name: string, index: number, random: Random): string {
  const lot = random.next() * 100
  if (lot < SHARE.provider) {
    const domain = random.weighted(MASS_PROVIDERS)
    return random.chance(0.01) ? domain.replace('example', 'Example') : domain
  }
  if (lot < SHARE.provider + SHARE.company) {
    const rank = Math.floor(pools.companies.length * random.next() ** 2.5)
    const domain = pools.companies[rank]?.domain ?? 'company.test'
    return random.chance(0.03) ? `mail.${domain}` : domain
  }
  return random.chance(0.5) ? `${name}-family.example` : `${name}${index % 9973}.example`
}
