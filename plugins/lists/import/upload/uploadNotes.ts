/** Keeps small texts in the browser, so that another page finds them, also after this one was killed. */
export interface UploadNotes {
  /** `null` where there is none, or the browser denies storage. */
  read: (key: string) => Promise<string | null>
  /** Resolves when the text is kept, or cannot be. */
  write: (key: string, text: string) => Promise<void>
  remove: (key: string) => Promise<void>
}

const DATABASE = 'leads-imports'
const STORE = 'uploads'

/**
 * Notes in IndexedDB. Browsers write `localStorage` to the disk seconds later, so what a page noted a moment before
 * its browser was killed would be lost; a transaction of IndexedDB is with the operating system once it is complete.
 * A browser may deny storage; then nothing is kept.
 */
export const BROWSER_NOTES: UploadNotes = {
  read: (key) =>
    inStore<string | null>('readonly', null, (store, take) => {
      const request: IDBRequest<unknown> = store.get(key)
      request.addEventListener('success', () =>
        take(typeof request.result === 'string' ? request.result : null),
      )
    }),
  write: (key, text) => inStore('readwrite', undefined, (store) => void store.put(text, key)),
  remove: (key) => inStore('readwrite', undefined, (store) => void store.delete(key)),
}

/** Runs a transaction, and resolves when it is complete; to `otherwise` where it fails. */
async function inStore<Value>(
  mode: IDBTransactionMode,
  otherwise: Value,
  work: (store: IDBObjectStore, take: (value: Value) => void) => void,
): Promise<Value> {
  try {
    const database = await openDatabase()
    try {
      return await new Promise<Value>((resolve, reject) => {
        let taken = otherwise
        const transaction = database.transaction(STORE, mode)
        transaction.addEventListener('complete', () => resolve(taken))
        transaction.addEventListener('abort', () =>
          reject(new Error('The browser does not keep notes.')),
        )
        work(transaction.objectStore(STORE), (value) => {
          taken = value
        })
      })
    } finally {
      database.close()
    }
  } catch {
    return otherwise
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(new Error('The browser denies storage.')))
    request.addEventListener('blocked', () => reject(new Error('The browser denies storage.')))
  })
}
