import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {handleSubmission} from './handler.ts'

/** Runs when a form's submission was stored: lead, subscriber, timeline and confirmation mail. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  const {_id} = event.data
  const result = await handleSubmission(functionServices(context), _id)
  if (result === 'failed') console.error(`${_id} failed; its document says why`)
  if (result === 'refused') console.error(`${_id} is not a submission, or not what its id says`)
})
