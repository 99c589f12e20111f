import {useEffect, useState} from 'react'
import {useDocumentPreviewStore} from 'sanity'
import type {Site} from '../../core/sanity.types.generated.ts'
import {isSite} from '../registry/isSite.ts'

/**
 * A site's registry document, kept up to date. It shares the Studio's own listener for previews, so
 * it costs no connection of its own.
 *
 * @param loaded - the document as it was when the Studio started; shown until something newer comes
 */
export function useLiveSite(loaded: Site): Site {
  const store = useDocumentPreviewStore()
  const [document, setDocument] = useState(loaded)
  useEffect(() => {
    const subscription = store.unstable_observeDocument(loaded._id).subscribe({
      next: (value) => {
        if (isSite(value)) setDocument(value)
      },
      // The document that is known stays on show; the Studio itself reports lost connections.
      error: () => undefined,
    })
    return () => subscription.unsubscribe()
  }, [store, loaded._id])
  return document
}
