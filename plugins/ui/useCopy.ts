import {useToast} from '@sanity/ui/toast'
import {useCallback} from 'react'
import {useTranslation} from 'sanity'
import {uiLocaleNamespace} from './uiLocale.ts'

/** Copies text to the clipboard and shows whether it worked. */
export function useCopy(): (text: string, done: string) => void {
  const toast = useToast()
  const {t} = useTranslation(uiLocaleNamespace)
  return useCallback(
    (text, done) => {
      // There is no clipboard on a page without https.
      const write = async () => navigator.clipboard.writeText(text)
      write().then(
        () => toast.push({status: 'success', title: done}),
        () => toast.push({status: 'error', title: t('copy.failed')}),
      )
    },
    [t, toast],
  )
}
