import {Card, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import type {ExportPhase} from './useLeadExport.ts'

/** How an export ended; nothing while it has not. */
export function ExportOutcome(props: {phase: ExportPhase}) {
  const {phase} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  if (phase.kind === 'ready' || phase.kind === 'running') return null
  if (phase.kind === 'failed') {
    return (
      <Card border padding={3} radius={2} role="alert" tone="critical">
        <Stack gap={3}>
          <Text size={1} weight="medium">
            {t('export.failed')}
          </Text>
          <Text size={1}>{phase.reason}</Text>
        </Stack>
      </Card>
    )
  }
  if (phase.kind === 'cancelled' || phase.rows === 0) {
    return (
      <Card border padding={3} radius={2} tone="caution">
        <Text as="output" size={1}>
          {t(phase.kind === 'cancelled' ? 'export.cancelled' : 'export.none')}
        </Text>
      </Card>
    )
  }
  const {rows, expected} = phase
  return (
    <Card border padding={3} radius={2} tone="positive">
      <Stack gap={3}>
        <Text as="output" size={1} weight="medium">
          {t('export.done', {count: rows})}
        </Text>
        {rows !== expected && <Text size={1}>{t('export.differs', {count: expected})}</Text>}
      </Stack>
    </Card>
  )
}
