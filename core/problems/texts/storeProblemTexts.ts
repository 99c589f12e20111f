/** Why the store refused or failed a request. */
export const STORE_PROBLEM_TEXTS = {
  'store.conflict':
    'Somebody else changed the same document at the same time. Check it and try again.',
  'store.denied':
    'Your role does not allow this. Ask an administrator of the site for access. ({{message}})',
  'store.limited': 'Too many requests to the store. Try again in a moment.',
  'store.signed-out': 'Your session has expired. Sign in again.',
  'store.timeout': 'The store did not answer in time. Try again.',
  'store.unreachable': 'The store can’t be reached. Check the connection and try again.',
  /** Any other failure; the message is the store's own */
  'store.other': '{{message}}',
} as const
