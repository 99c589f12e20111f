import {documentEventHandler} from '@sanity/functions'
import {functionServices} from '../shared/functionServices.ts'
import {handlePrivacyRequest} from './handler.ts'

/** Runs when Shopify sends a request about a customer or a store, or its work is handed over. */
export const handler = documentEventHandler<{_id: string}>(async ({context, event}) => {
  const {_id} = event.data
  const result = await handlePrivacyRequest(functionServices(context), _id, () => performance.now())
  if (result === 'refused') console.error(`${_id} did not come from Shopify`)
})
