/** Versions of the Admin API that the local shop claims to have, the oldest first. */
export const SHOP_VERSIONS = [
  {handle: '2026-01', supported: true},
  {handle: '2026-04', supported: true},
  {handle: '2026-07', supported: true},
  {handle: '2026-10', supported: true},
  {handle: '2027-01', supported: false},
  {handle: 'unstable', supported: false},
] as const

/** The version that answers a request: for an unknown one Shopify falls forward to its oldest. */
export function answeringVersion(requested: string): string {
  const known = SHOP_VERSIONS.find(({handle}) => handle === requested)
  return known?.handle ?? SHOP_VERSIONS[0].handle
}
