import {scheduledEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {keepRefreshes} from './handler.ts'

/**
 * Runs every hour: starts the refreshes of customer snapshots that are due, and removes the snapshots of
 * sites whose store was disconnected.
 */
export const handler = scheduledEventHandler(async ({context}) => {
  await keepRefreshes(functionServices(context))
})
