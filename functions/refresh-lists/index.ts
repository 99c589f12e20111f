import {scheduledEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {refreshLists} from './handler.ts'

/** Runs every five minutes and counts the lists whose count may be wrong. */
export const handler = scheduledEventHandler(async ({context}) => {
  const {counted, failures} = await refreshLists(functionServices(context), () => performance.now())
  if (counted + failures > 0) console.log(`${counted} lists counted; ${failures} failures`)
})
