import type {SanityClient} from '@sanity/client'
import {Box, Button, Card, Dialog, Flex, Stack, Text, TextInput} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {errorReason} from '../../ui/errorReason.ts'
import type {AuditFilter} from '../address/auditAddress.ts'
import {timeOf} from '../address/auditParams.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {fetchChainRange} from '../data/requests.ts'
import {Progress} from '../Progress.tsx'
import {ExportOutcome} from './ExportOutcome.tsx'
import {useProofExport} from './useProofExport.ts'

/** What an {@link ExportDialog} needs. */
export interface ExportDialogProps {
  client: SanityClient
  chain: string
  /** What the list shows: the days of it are what is offered first. */
  filter: AuditFilter
  timeZone: string
  onClose: () => void
}

/** A whole number that is typed, or `null`. */
function numberIn(text: string): number | null {
  return /^\d{1,12}$/u.test(text.trim()) ? Number(text) : null
}

/** Saves a range of a trail as a file that others can check. */
export function ExportDialog(props: ExportDialogProps) {
  const {client, chain, filter, timeZone, onClose} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const id = useId()
  const time = timeOf(filter, timeZone)
  const range = useQuery({
    queryKey: ['leads', 'audit', 'range', chain, time, id],
    queryFn: ({signal}) => fetchChainRange(client, chain, time, signal),
    gcTime: 0,
    staleTime: Infinity,
  })
  const {phase, start, cancel} = useProofExport(client, chain)
  const [typed, setTyped] = useState<{first?: string; last?: string}>({})
  const firstText = typed.first ?? String(range.data?.first ?? '')
  const lastText = typed.last ?? String(range.data?.last ?? '')
  const [first, last] = [numberIn(firstText), numberIn(lastText)]
  const wanted =
    first !== null && last !== null && first >= 1 && last >= first ? {first, last} : null
  const isRunning = phase.kind === 'running'
  const field = (name: 'first' | 'last', text: string) => (
    <Stack flex={1} gap={2}>
      <Text as="label" htmlFor={`${id}-${name}`} size={1} weight="medium">
        {t(`export.${name}`)}
      </Text>
      <TextInput
        fontSize={1}
        id={`${id}-${name}`}
        inputMode="numeric"
        onChange={(event) => setTyped({...typed, [name]: event.currentTarget.value})}
        padding={3}
        readOnly={isRunning}
        value={text}
      />
    </Stack>
  )
  const run = () => {
    if (wanted && !isRunning) void start(wanted)
  }
  return (
    <Dialog
      footer={
        <Flex gap={2} justify="flex-end" padding={3}>
          <Button
            mode="bleed"
            onClick={isRunning ? cancel : onClose}
            text={t(isRunning ? 'export.cancel' : 'export.close')}
          />
          {!isRunning && (
            <Button
              disabled={wanted === null}
              onClick={run}
              text={t('export.start', {
                count: wanted ? wanted.last - wanted.first + 1 : 0,
              })}
              tone="primary"
            />
          )}
        </Flex>
      }
      header={t('export.title')}
      id={`export-${id}`}
      onClose={onClose}
      width={1}
    >
      <Box
        as="form"
        onSubmit={(event) => {
          event.preventDefault()
          run()
        }}
        padding={4}
      >
        <Stack gap={4}>
          <Text size={1}>{t('export.what')}</Text>
          <Flex gap={3}>
            {field('first', firstText)}
            {field('last', lastText)}
          </Flex>
          <Text aria-live="polite" muted size={1}>
            {range.isPending && t('export.counting')}
            {range.data && t('export.there', {first: range.data.first, last: range.data.last})}
            {range.data === null && t('export.none')}
          </Text>
          {range.error && (
            <Card padding={3} radius={2} role="alert" tone="critical">
              <Text size={1}>
                {t('export.count-failed', {reason: errorReason(range.error).reason})}
              </Text>
            </Card>
          )}
          {wanted === null && (firstText !== '' || lastText !== '') && (
            <Text size={1}>{t('export.wrong-range')}</Text>
          )}
          {phase.kind === 'running' && (
            <Progress
              done={phase.done}
              label={t('export.title')}
              said={t('export.progress', {done: phase.done, total: phase.total})}
              total={phase.total}
            />
          )}
          <ExportOutcome phase={phase} />
        </Stack>
      </Box>
    </Dialog>
  )
}
