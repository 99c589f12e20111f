import {RefreshIcon} from '@sanity/icons/Refresh'
import {Flex, Spinner, Text} from '@sanity/ui'
import {useDateTimeFormat} from 'sanity'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {useAudienceText} from '../audienceLocale.ts'
import type {Answer} from './useAudienceInsight.ts'

/** What a {@link CountLine} shows. */
export interface CountLineProps {
  count: Answer<number>
  /** Whether the definition is valid; otherwise nothing is counted. */
  isValid: boolean
  onRefresh: () => void
}

/** How many leads match, and when that was true. Announced to screen readers. */
export function CountLine(props: CountLineProps) {
  const errorReason = useErrorReason()
  const {count, isValid, onRefresh} = props
  const t = useAudienceText()
  const format = useDateTimeFormat({timeStyle: 'short'})
  const isFailed = isValid && count.error !== null && !count.isAsking
  const isKnown = isValid && count.value !== null && !isFailed
  return (
    <Flex align="center" gap={3}>
      <output aria-busy={isValid && count.isOld} data-testid="audience-count" style={{flex: 1}}>
        {!isValid && (
          <Text muted size={1}>
            {t('count.invalid')}
          </Text>
        )}
        {isFailed && (
          <Text size={1}>
            {t(errorReason(count.error).kind === 'denied' ? 'count.denied' : 'count.failed', {
              reason: errorReason(count.error).reason,
            })}
          </Text>
        )}
        {isKnown && (
          <Flex align="baseline" gap={2} wrap="wrap">
            <Text size={2} style={{fontVariantNumeric: 'tabular-nums'}} weight="semibold">
              {t('count.leads', {count: count.value ?? 0})}
            </Text>
            <Text muted size={1}>
              {count.isOld
                ? t('count.asking')
                : t('count.as-of', {time: format.format(new Date(count.at))})}
            </Text>
          </Flex>
        )}
        {isValid && !isKnown && !isFailed && (
          <Text muted size={1}>
            {t('count.asking')}
          </Text>
        )}
      </output>
      {isValid && count.isAsking && <Spinner muted size={1} />}
      <IconButton
        icon={RefreshIcon}
        isDisabled={!isValid}
        label={t('count.refresh')}
        onClick={onRefresh}
      />
    </Flex>
  )
}
