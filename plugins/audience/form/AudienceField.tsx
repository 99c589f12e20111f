import {Card, Stack, Text} from '@sanity/ui'
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import type {StringInputProps} from 'sanity'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {useAudienceText} from '../builder/audienceContext.tsx'
import {useAudienceSource} from '../source/useAudienceSource.ts'
import {AudienceInWords} from './AudienceInWords.tsx'

function FieldBody(props: {value: string | undefined}) {
  const t = useAudienceText()
  const found = useAudienceSource()
  const value = props.value?.trim() ?? ''
  if (value === '') {
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

/** An audience in a form, in words; see {@link AudienceInWords}. */
export default function AudienceField(props: StringInputProps) {
  const {value, renderDefault} = props
  const t = useAudienceText()
  const [queryClient] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={queryClient}>
      <Stack gap={3}>
        <Card border data-testid="audience-field" padding={3} radius={2}>
          <FieldBody value={value} />
        </Card>
        {value && (
          <details>
            <summary style={{cursor: 'pointer', paddingBlock: 8}}>
              <Text as="span" muted size={1} style={{display: 'inline-block'}}>
                {t('form.json')}
              </Text>
            </summary>
            {renderDefault(props)}
          </details>
        )}
      </Stack>
    </QueryClientProvider>
  )
}
