import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {countAfter} from './handler.ts'

/** Counts the members of a new list, and of lists whose members a job has changed. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  await countAfter(functionServices(context), event.data._id, () => performance.now())
})
