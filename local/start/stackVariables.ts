import {localServerVariables} from '../api/localServerVariables.ts'
import {localShopVariables} from '../shop/demoStores.ts'

/** Variables that the environment overrides; all others follow from the ports. */
const FREE_TO_SET = ['LEADS_SECRET', 'LEADS_RATE_LIMIT_IP', 'LEADS_RATE_LIMIT_SITE']

/**
 * The environment variables of the parts of a local stack. A variable left blank, as in a copied
 * template, counts as not set.
 *
 * @param source - environment of the starting process
 * @param offset - what `--offset` adds to every port
 */
export function stackVariables(
  source: Record<string, string | undefined>,
  offset: number,
): ReturnType<typeof localServerVariables> & Record<string, string> {
  const given = FREE_TO_SET.flatMap((name) => {
    const value = source[name]?.trim()
    return value ? [[name, value] as const] : []
  })
  return {
    ...localServerVariables(offset),
    ...localShopVariables(offset),
    ...Object.fromEntries(given),
  }
}
