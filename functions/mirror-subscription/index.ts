import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {mirrorLead} from './handler.ts'

/** Runs when somebody wrote a lead's copy of the subscription, a subscriber or a suppression. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  await mirrorLead(functionServices(context), event.data._id)
})
