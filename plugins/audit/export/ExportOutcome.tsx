import {Card, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {Code} from '../auditStyles.ts'
import type {ExportPhase} from './useProofExport.ts'

/** How making a file ended. */
export function ExportOutcome(props: {phase: ExportPhase}) {
  const {phase} = props
  const {t} = useTranslation(auditLocaleNamespace)
  if (phase.kind === 'failed') {
    return (
      <Card border padding={3} radius={2} role="alert" tone="critical">
        <Text size={1}>{t('export.failed', {reason: phase.reason})}</Text>
      </Card>
    )
  }
  if (phase.kind !== 'saved') return null
  const {count, name, last, fault} = phase.file
  return (
    <Card
      border
      padding={3}
      radius={2}
      role={fault ? 'alert' : 'status'}
      tone={fault ? 'critical' : 'positive'}
    >
      <Stack gap={3}>
        <Text size={1}>{t('export.saved', {count, name})}</Text>
        <Text size={1}>
          {t('export.end')} <Code>{`${last.seq}:${last.hash}`}</Code>
        </Text>
        {fault && <Text size={1}>{t('export.fault', {reason: fault.message})}</Text>}
      </Stack>
    </Card>
  )
}
