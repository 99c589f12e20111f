import {randomUUID} from 'node:crypto'
import {setTimeout as pause} from 'node:timers/promises'
import {documentEventHandler} from '@sanity/functions'
import {storedText} from '../../core/problems/storedProblems.ts'
import {functionServices} from '../shared/functionServices.ts'
import {recordTrail, takePending} from './handler.ts'

/**
 * How long a call waits for more changes, in milliseconds. A busy site then needs two calls a second
 * rather than one per change: Sanity makes at most 200 calls of a function in 30 seconds.
 */
const GATHERING_MS = 500

/** Runs when something happened that the audit trail should record, and records it. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  const services = functionServices(context)
  await pause(GATHERING_MS)
  await takePending(services, event.data._id)
  const {behind, problems} = await recordTrail(services, randomUUID(), () => performance.now())
  for (const {chain, reason} of behind) {
    console.error(`The audit trail of ${chain} is behind: ${storedText(reason)}`)
  }
  for (const problem of problems) console.error(`Audit trails: ${problem}`)
})
