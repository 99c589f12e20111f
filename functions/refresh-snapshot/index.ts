import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {refreshSnapshot} from './handler.ts'

/** Runs when a refresh is created or handed over, and reads the store's customers. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  const {_id} = event.data
  const result = await refreshSnapshot(functionServices(context), _id, () => performance.now())
  if (result === 'failed') console.error(`${_id} failed; its document says why`)
})
