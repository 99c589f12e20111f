import {scheduledEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {scheduleRefreshes} from './handler.ts'
import {removeDisconnected} from './removeDisconnected.ts'

/**
 * Runs every hour: asks for the customer snapshots that are due, and removes those of sites whose store was
 * disconnected.
 */
export const handler = scheduledEventHandler(async ({context}) => {
  const services = functionServices(context)
  await scheduleRefreshes(services)
  await removeDisconnected(services)
})
