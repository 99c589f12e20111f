import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {ChevronRightIcon} from '@sanity/icons/ChevronRight'
import {FilterIcon} from '@sanity/icons/Filter'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import type {StringInputProps} from 'sanity'
import {useIntentLink} from 'sanity/router'
import {audienceUsage} from '../../../core/audience/audienceUsage.ts'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import {useErrorReason, useProblemText} from '../../ui/useProblemText.ts'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {useAudienceText} from '../audienceLocale.ts'
import {AudienceSentence} from '../insight/AudienceSentence.tsx'
import {EDIT_SEGMENT_INTENT} from '../segmentIntent.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {useAudienceSource} from '../source/useAudienceSource.ts'

/** The input of an audience in a form: its sentence, and its JSON on request. */
export default function AudienceField(props: StringInputProps) {
  const {value = '', renderDefault} = props
  const t = useAudienceText()
  const [queryClient] = useState(() => new QueryClient())
  const [isOpen, setOpen] = useState(false)
  return (
    <QueryClientProvider client={queryClient}>
      <Stack gap={2}>
        <Card border data-testid="audience-field" padding={3} radius={2}>
          <AudienceOfField value={value} />
        </Card>
        {value !== '' && (
          <Flex>
            <Button
              aria-expanded={isOpen}
              fontSize={1}
              icon={isOpen ? ChevronDownIcon : ChevronRightIcon}
              mode="bleed"
              onClick={() => setOpen(!isOpen)}
              padding={2}
              text={t('form.json')}
            />
          </Flex>
        )}
        {value !== '' && isOpen && renderDefault(props)}
      </Stack>
    </QueryClientProvider>
  )
}

/**
 * The sentence of a stored audience. It needs a `QueryClientProvider` above it.
 *
 * @param props.value - the definition as JSON text; blank for none
 */
export function AudienceOfField(props: {value: string}) {
  const errorReason = useErrorReason()
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
  if (found.state === 'ready') return <StoredAudience definition={value} source={found.source} />
  const {kind, reason} = errorReason(found.error)
  return kind === 'denied' ? (
    <ErrorState reason={reason} title={t('source.denied')} tone="caution" />
  ) : (
    <ErrorState onRetry={found.retry} reason={reason} title={t('source.failed')} />
  )
}

/** The sentence with links to the segments in it, or the first problem of the definition. */
function StoredAudience(props: {definition: string; source: AudienceSource}) {
  const {definition, source} = props
  const {fields, segments, titleOf} = source
  const t = useAudienceText()
  const problemText = useProblemText()
  const checked = useMemo(
    () => checkAudience(definition, {fields, segments}),
    [definition, fields, segments],
  )
  const used = checked.definition ? audienceUsage(checked.definition).segments : []
  const known = used.filter((id) => segments.has(id))
  return (
    <Stack gap={4}>
      {checked.ok ? (
        <AudienceSentence audience={checked.audience} source={source} />
      ) : (
        <Text role="alert" size={1}>
          {t('form.unreadable', {reason: problemText(...checked.problems.slice(0, 1))})}
        </Text>
      )}
      {known.length > 0 && (
        <Flex align="center" gap={2} wrap="wrap">
          <Text muted size={1}>
            {t('form.segments')}
          </Text>
          {known.map((id) => (
            <SegmentLink id={id} key={id} title={titleOf('segments', id) ?? id} />
          ))}
        </Flex>
      )}
    </Stack>
  )
}

function SegmentLink(props: {id: string; title: string}) {
  const {id, title} = props
  const {href, onClick} = useIntentLink({intent: EDIT_SEGMENT_INTENT, params: {id}})
  return (
    <Button
      as="a"
      fontSize={1}
      href={href}
      icon={FilterIcon}
      mode="ghost"
      onClick={onClick}
      padding={2}
      text={title}
    />
  )
}
