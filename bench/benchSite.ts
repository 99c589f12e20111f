import {testSite} from '../local/api/testing/testSites.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import type {LakeRequests} from './lakeRequests.ts'

/** The domain of the measured site. */
export const BENCH_DOMAIN = 'artameta.example'

/** Creates the record of the measured site, unless an earlier measurement did. */
export async function createBenchSite(lake: LakeRequests): Promise<void> {
  await lake.mutate([{createIfNotExists: testSite(BENCH_SITE, BENCH_DOMAIN)}])
}
