import {scheduledEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {sweep} from './handler.ts'

/** Runs every minute and does what the other functions left undone. */
export const handler = scheduledEventHandler(async ({context}) => {
  const done = await sweep(functionServices(context), () => performance.now())
  const {submissions, messages, expired, recorded, jobs, failures} = done
  if (submissions + messages + expired + recorded + jobs + failures > 0) {
    console.log(
      `${submissions} submissions, ${messages} messages and ${expired} lapsed sign-ups handled, ` +
        `${recorded} audit events recorded, ${jobs} bulk changes gone on with; ${failures} failures`,
    )
  }
})
