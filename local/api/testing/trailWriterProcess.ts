import {randomUUID} from 'node:crypto'
import {recordTrail} from '../../../functions/record-trail/handler.ts'
import {announceReady} from '../../announceReady.ts'
import {functionServicesOf} from './testServices.ts'

/**
 * Writes audit trails over and over until it is killed, for tests of what that leaves behind. Every call
 * has services of its own, as a call of a deployed function has.
 *
 *   node local/api/testing/trailWriterProcess.ts <URL of the lake>
 */
const [url = ''] = process.argv.slice(2)
const stack = {lake: {url}}
announceReady({})
for (;;) {
  await recordTrail(functionServicesOf(stack), randomUUID(), () => performance.now()).catch(
    () => {},
  )
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
}
