import {useToast} from '@sanity/ui/toast'
import {useCallback} from 'react'
import {useTranslation} from 'sanity'
import {uiLocaleNamespace} from './uiLocale.ts'

/** Puts text on the clipboard and says so, or says that the browser would not. */
export function useCopy(): (text: string, done: string) => void {
  const toast = useToast()
  const {t} = useTranslation(uiLocaleNamespace)
  return useCallback(
    (text, done) => {
      // There is no clipboard at all where the page is not served securely.
      const write = async () => navigator.clipboard.writeText(text)
      write().then(
        () => toast.push({status: 'success', title: done}),
        () => toast.push({status: 'error', title: t('copy.failed')}),
      )
    },
    [t, toast],
  )
}
