import {CheckmarkIcon} from '@sanity/icons/Checkmark'
import {Box, Button, Flex, Stack, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {errorReason} from '../../../ui/errorReason.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {usePopoverClose} from '../../../ui/PopoverButton.tsx'
import {summariesOf, type SummaryColumn, type SummaryKind} from '../../view/summaries.ts'
import type {SummaryLine} from './useSummaryText.ts'
import type {SummaryState} from './useSummary.ts'

/** What a {@link SummaryPanel} shows. */
export interface SummaryPanelProps {
  column: SummaryColumn
  kind: SummaryKind | null
  isDate: boolean
  lines: readonly SummaryLine[]
  state: SummaryState
  onChoose: (kind: SummaryKind | null) => void
}

function Answer({lines, state}: Pick<SummaryPanelProps, 'lines' | 'state'>) {
  const {t} = useTranslation(leadsLocaleNamespace)
  const clock = useDateTimeFormat({timeStyle: 'short'})
  const {summary, at, error, isAsking, refresh, cancel} = state
  return (
    <Stack gap={3} padding={3} style={{borderBottom: '1px solid var(--card-border-color)'}}>
      <Stack as="ul" gap={3} style={{listStyle: 'none', margin: 0, padding: 0}}>
        {lines.map(({text, share}) => (
          <Flex as="li" gap={3} justify="space-between" key={text}>
            <Text size={1}>{text}</Text>
            <Text muted size={1}>
              {share}
            </Text>
          </Flex>
        ))}
      </Stack>
      <Flex align="center" gap={2}>
        <Box flex={1}>
          <Text as="output" muted size={1}>
            {isAsking && t('summary.asking')}
            {!isAsking && error && errorReason(error).reason}
            {!isAsking && !error && !summary && t('summary.cancelled')}
            {!isAsking && !error && summary && t('summary.as-of', {time: clock.format(at)})}
          </Text>
        </Box>
        <Button
          fontSize={1}
          mode="ghost"
          onClick={isAsking ? cancel : refresh}
          padding={2}
          text={t(isAsking ? 'summary.cancel' : 'summary.refresh')}
        />
      </Flex>
    </Stack>
  )
}

/** A column's summary in full, and the choice of another one. */
export function SummaryPanel(props: SummaryPanelProps) {
  const {column, kind, isDate, lines, state, onChoose} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const labels = useGridLabels()
  const close = usePopoverClose()
  const titleOf = (each: SummaryKind) =>
    t(each === 'range' && isDate ? 'summary.kind-range-date' : `summary.kind-${each}`)
  return (
    <Box style={{width: 300}}>
      {kind && <Answer lines={lines} state={state} />}
      <Stack aria-label={labels.column(column)} as="fieldset" gap={1} padding={2} style={PLAIN}>
        {[null, ...summariesOf(column)].map((each) => (
          <Button
            aria-pressed={each === kind}
            fontSize={1}
            iconRight={each === kind ? CheckmarkIcon : undefined}
            justify="space-between"
            key={each ?? 'none'}
            mode="bleed"
            onClick={() => {
              onChoose(each)
              if (each === null) close()
            }}
            padding={2}
            text={each === null ? t('summary.none') : titleOf(each)}
            width="fill"
          />
        ))}
      </Stack>
    </Box>
  )
}

const PLAIN = {border: 0, margin: 0}
