import {CHECK_IDS, type Check} from './check.ts'
import type {SiteFacts} from './siteFacts.ts'
import {registryChecks} from './registryChecks.ts'
import {runtimeChecks} from './runtimeChecks.ts'

/** All checks of a site, in the order of {@link CHECK_IDS}. */
export function siteDiagnostics(facts: SiteFacts): Check[] {
  const checks = [...runtimeChecks(facts), ...registryChecks(facts.site, facts.now)]
  return CHECK_IDS.flatMap((id) => checks.filter((check) => check.id === id))
}
