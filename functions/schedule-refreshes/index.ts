import {scheduledEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {keepRefreshes} from './handler.ts'

/**
 * Runs every hour: asks for the customer snapshots that are due, and removes those of sites whose store was
 * disconnected.
 */
export const handler = scheduledEventHandler(async ({context}) => {
  await keepRefreshes(functionServices(context))
})
