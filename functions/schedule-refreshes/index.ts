import {scheduledEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {scheduleRefreshes} from './handler.ts'

/** Runs every hour and asks for the customer snapshots that are due. */
export const handler = scheduledEventHandler(async ({context}) => {
  await scheduleRefreshes(functionServices(context))
})
