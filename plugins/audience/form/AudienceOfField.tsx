import {Text} from '@sanity/ui'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {useAudienceSource} from '../source/useAudienceSource.ts'
import {AudienceInWords} from './AudienceInWords.tsx'
import {useAudienceText} from '../audienceLocale.ts'

/**
 * Who is meant by the definition that a field holds. It needs a `QueryClientProvider` above it.
 *
 * @param props.value - the definition as JSON text; blank for nobody
 */
export function AudienceOfField(props: {value: string}) {
  const {value} = props
  const t = useAudienceText()
  const found = useAudienceSource()
  if (value.trim() === '') {
    return (
      <Text muted size={1}>
        {t('form.nobody')}
      </Text>
    )
  }
  if (found.state === 'loading') {
    return (
      <Text as="output" muted size={1}>
        {t('form.loading')}
      </Text>
    )
  }
  if (found.state === 'ready') return <AudienceInWords definition={value} source={found.source} />
  const {kind, reason} = errorReason(found.error)
  return kind === 'denied' ? (
    <ErrorState reason={reason} title={t('source.denied')} tone="caution" />
  ) : (
    <ErrorState onRetry={found.retry} reason={reason} title={t('source.failed')} />
  )
}
