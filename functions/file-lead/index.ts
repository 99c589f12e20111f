import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {fileAddedLead} from './handler.ts'

/** Runs when an editor added a lead by hand. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  await fileAddedLead(functionServices(context), event.data._id)
})
