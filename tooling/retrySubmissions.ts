import {parseArgs} from 'node:util'
import {retryFailed} from '../functions/process-submission/retryFailed.ts'
import {createLakeClient} from '../functions/shared/lakeClient.ts'
import {readServerEnv} from '../functions/shared/serverEnv.ts'
import {localServerVariables} from '../local/api/localServerVariables.ts'
import {LOCAL_PROJECT_ID} from '../local/ports.ts'

/**
 * Tries submissions again that were given up, once what kept them from being processed is mended.
 *
 *   npm run submissions:retry -- --site artameta                            all that failed
 *   npm run submissions:retry -- --site artameta --id artameta.submission…  one of them
 *
 * Takes the token of SANITY_API_TOKEN, which must be a robot's or an administrator's. Without
 * SANITY_STUDIO_PROJECT_ID it writes to the lake of `npm start` (`--offset` as there).
 */
const {values} = parseArgs({
  options: {
    site: {type: 'string'},
    id: {type: 'string', multiple: true},
    offset: {type: 'string', default: '0'},
  },
})
if (!values.site) throw new Error('Say which site: --site <key>.')

const hosted = ![undefined, '', LOCAL_PROJECT_ID].includes(process.env['SANITY_STUDIO_PROJECT_ID'])
const local = hosted ? {} : localServerVariables(Number(values.offset))
const {projectId, dataset, apiHost, token} = readServerEnv({...local, ...process.env})
const client = createLakeClient({projectId, dataset, apiHost, token}, 60_000)
const retried = await retryFailed(client, {site: values.site, ids: values.id})
for (const id of retried) console.log(id)
console.log(`Submissions that will be tried again within a minute: ${retried.length}`)
