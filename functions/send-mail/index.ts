import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {sendMessage} from './handler.ts'

/** Runs when a message was queued. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  const {_id} = event.data
  const result = await sendMessage(functionServices(context), _id)
  if (result === 'failed' || result === 'queued') {
    console.error(`${_id} was not sent; its document says why`)
  }
})
