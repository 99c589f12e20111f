import {documentEventHandler} from '@sanity/functions'
import {runBulkChange} from './handler.ts'
import {functionServices} from '../shared/functionServices.ts'

/** Runs when a bulk change was asked for or handed on, and changes its leads. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  const {_id} = event.data
  const result = await runBulkChange(functionServices(context), _id, () => performance.now())
  if (result === 'failed') console.error(`${_id} failed; its document says why`)
})
