import {scheduledEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {refreshSegments} from './handler.ts'

/** Runs every five minutes and counts the segments whose count is old. */
export const handler = scheduledEventHandler(async ({context}) => {
  const services = functionServices(context)
  const {counted, failures, left} = await refreshSegments(services, () => performance.now())
  if (counted + failures + left > 0) {
    console.log(`${counted} segments counted; ${failures} failures, ${left} left to the next run`)
  }
})
