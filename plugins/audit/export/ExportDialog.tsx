import type {SanityClient} from '@sanity/client'
import {Box, Flex, Text, TextInput} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useCallback, useEffect, useId, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {useErrorReason, useProblemText} from '../../ui/useProblemText.ts'
import {FailureNotice} from '../../ui/Notice.tsx'
import {ResultCard} from '../../ui/ResultCard.tsx'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {saveFile} from '../../ui/saveFile.ts'
import type {AuditFilter} from '../address/auditAddress.ts'
import {timeOf} from '../address/auditParams.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {Code} from '../auditStyles.ts'
import {fetchChainRange} from '../data/auditRequests.ts'
import {Progress} from '../Progress.tsx'
import {exportProof, type EventRange, type ProofFile} from './exportProof.ts'

/** Saves a range of a trail as a file that others can verify. */
export function ExportDialog(props: {
  client: SanityClient
  chain: string
  /** Filter of the list: the dialog suggests the events of its days. */
  filter: AuditFilter
  timeZone: string
  onClose: () => void
}) {
  const errorReason = useErrorReason()
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
  const [first, last] = [parseNumber(firstText), parseNumber(lastText)]
  const wanted =
    first !== null && last !== null && first >= 1 && last >= first ? {first, last} : null
  const isRunning = phase.kind === 'running'
  const field = (name: 'first' | 'last', text: string) => (
    <Box flex={1}>
      <LabelledField id={`${id}-${name}`} label={t(`export.${name}`)}>
        <TextInput
          fontSize={1}
          id={`${id}-${name}`}
          inputMode="numeric"
          onChange={(event) => setTyped({...typed, [name]: event.currentTarget.value})}
          padding={3}
          readOnly={isRunning}
          value={text}
        />
      </LabelledField>
    </Box>
  )
  const failures = range.error
    ? [t('export.count-failed', {reason: errorReason(range.error).reason})]
    : []
  const run = () => {
    if (wanted && !isRunning) void start(wanted)
  }
  return (
    <DialogFrame
      closeText={t(isRunning ? 'export.cancel' : 'export.close')}
      confirm={
        isRunning
          ? null
          : {
              isDisabled: wanted === null,
              onConfirm: run,
              text: t('export.start', {count: wanted ? wanted.last - wanted.first + 1 : 0}),
            }
      }
      failures={failures}
      onCancel={isRunning ? cancel : null}
      onClose={onClose}
      title={t('export.title')}
    >
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
      {wanted === null && (firstText !== '' || lastText !== '') && (
        <Text size={1}>{t('export.wrong-range')}</Text>
      )}
      {phase.kind === 'running' && (
        <Progress
          done={phase.done}
          label={t('export.title')}
          text={t('export.progress', {done: phase.done, total: phase.total})}
          total={phase.total}
        />
      )}
      <ExportResult phase={phase} />
    </DialogFrame>
  )
}

function parseNumber(text: string): number | null {
  return /^\d{1,12}$/u.test(text.trim()) ? Number(text) : null
}

/** State of an export. */
type ExportPhase =
  | {kind: 'ready'}
  | {kind: 'running'; done: number; total: number}
  | {kind: 'failed'; reason: string}
  | {kind: 'saved'; file: Omit<ProofFile, 'contents'>}

/** Creates and saves files of ranges of a chain. It stops when it is unmounted. */
function useProofExport(client: SanityClient, chain: string) {
  const errorReason = useErrorReason()
  const [phase, setPhase] = useState<ExportPhase>({kind: 'ready'})
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = useCallback(
    async (range: EventRange) => {
      const controller = new AbortController()
      running.current = controller
      const total = range.last - range.first + 1
      setPhase({kind: 'running', done: 0, total})
      try {
        const {contents, ...file} = await exportProof(client, chain, range, {
          now: new Date().toISOString(),
          signal: controller.signal,
          onProgress: (done) => setPhase({kind: 'running', done, total}),
        })
        saveFile(file.name, contents)
        setPhase({kind: 'saved', file})
      } catch (error) {
        setPhase(
          controller.signal.aborted
            ? {kind: 'ready'}
            : {kind: 'failed', reason: errorReason(error).reason},
        )
      }
    },
    [chain, client, errorReason],
  )
  const cancel = useCallback(() => running.current?.abort(), [])
  return {phase, start, cancel}
}

function ExportResult(props: {phase: ExportPhase}) {
  const {phase} = props
  const problemText = useProblemText()
  const {t} = useTranslation(auditLocaleNamespace)
  if (phase.kind === 'failed') {
    return <FailureNotice reason={t('export.failed', {reason: phase.reason})} />
  }
  if (phase.kind !== 'saved') return null
  const {count, name, last, fault} = phase.file
  return (
    <ResultCard title={t('export.saved', {count, name})} tone={fault ? 'critical' : 'positive'}>
      <Text size={1}>
        {t('export.end')} <Code>{`${last.seq}:${last.hash}`}</Code>
      </Text>
      {fault && <Text size={1}>{t('export.fault', {reason: problemText(fault.problem)})}</Text>}
    </ResultCard>
  )
}
