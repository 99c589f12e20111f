import {useTranslation} from 'sanity'
import {useErrorReason} from '../ui/useProblemText.ts'
import {ErrorState} from '../ui/ErrorState.tsx'
import {auditLocaleNamespace} from './auditLocale.ts'

/** Says why something of a trail can't be shown. A refusal offers no second try. */
export function ReadError(props: {error: unknown; title: string; onRetry: () => void}) {
  const errorReason = useErrorReason()
  const {error, title, onRetry} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const {kind, reason} = errorReason(error)
  if (kind === 'denied') {
    return <ErrorState reason={reason} title={t('denied.title')} tone="caution" />
  }
  return <ErrorState onRetry={onRetry} reason={reason} title={title} />
}
