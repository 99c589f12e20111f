import type {SanityClient} from '@sanity/client'
import {CopyIcon} from '@sanity/icons/Copy'
import {Button, Flex, Stack, Text} from '@sanity/ui'
import {useCallback, useEffect, useRef, useState} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {FailureNotice, Notice} from '../../ui/Notice.tsx'
import {ResultCard} from '../../ui/ResultCard.tsx'
import {useErrorReason, useProblemText} from '../../ui/useProblemText.ts'
import {isMoment} from '../../ui/timeZone.ts'
import {useCopy} from '../../ui/useCopy.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {Code} from '../auditStyles.ts'
import {Progress} from '../Progress.tsx'
import type {SignedEnds, SignedEndsOptions} from './signedEnds.ts'
import {verifyInBrowser, type Verification} from './verifyInBrowser.ts'

/** Verifies a trail in this browser, and shows what was checked, up to where, and what was not. */
export function VerifyDialog(props: {
  client: SanityClient
  chain: string
  heads: SignedEndsOptions | null
  timeZone: string
  onClose: () => void
}) {
  const {client, chain, heads, timeZone, onClose} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const {phase, cancel, again} = useVerification(client, chain, heads)
  const isRunning = phase.kind === 'running'
  return (
    <DialogFrame
      actions={
        !isRunning && (
          <Button fontSize={1} mode="ghost" onClick={again} padding={3} text={t('verify.again')} />
        )
      }
      closeText={isRunning ? t('verify.cancel') : undefined}
      onCancel={isRunning ? cancel : null}
      onClose={onClose}
      title={t('verify.title')}
    >
      {phase.kind === 'running' && (
        <Progress
          done={phase.done}
          label={t('verify.title')}
          text={t('verify.progress', {done: phase.done, total: phase.total})}
          total={phase.total}
        />
      )}
      {phase.kind === 'cancelled' && (
        <Text as="output" size={1}>
          {t('verify.cancelled', {count: phase.done})}
        </Text>
      )}
      {phase.kind === 'failed' && (
        <FailureNotice reason={t('verify.failed', {reason: phase.reason})} />
      )}
      {phase.kind === 'done' && (
        <VerificationResult chain={chain} found={phase.found} timeZone={timeZone} />
      )}
    </DialogFrame>
  )
}

/** State of a verification. */
type VerificationPhase =
  | {kind: 'running'; done: number; total: number}
  | {kind: 'cancelled'; done: number}
  | {kind: 'failed'; reason: string}
  | {kind: 'done'; found: Verification}

const STARTING: VerificationPhase = {kind: 'running', done: 0, total: 0}

/** Verifies a chain from mounting until it is done, cancelled, or unmounted. */
function useVerification(
  client: SanityClient,
  chain: string,
  heads: SignedEndsOptions | null,
): {phase: VerificationPhase; cancel: () => void; again: () => void} {
  const errorReason = useErrorReason()
  const [phase, setPhase] = useState<VerificationPhase>(STARTING)
  const running = useRef<AbortController | null>(null)
  const stop = useCallback(() => {
    const controller = running.current
    running.current = null
    controller?.abort()
  }, [])
  const run = useCallback(() => {
    const controller = new AbortController()
    const {signal} = controller
    running.current = controller
    let done = 0
    const report = (next: VerificationPhase) => {
      if (running.current === controller) setPhase(next)
    }
    verifyInBrowser(client, chain, {
      heads,
      signal,
      onProgress: (progress) => {
        ;({done} = progress)
        if (!signal.aborted) report({kind: 'running', ...progress})
      },
    }).then(
      (found) => report({kind: 'done', found}),
      (error: unknown) =>
        report(
          signal.aborted
            ? {kind: 'cancelled', done}
            : {kind: 'failed', reason: errorReason(error).reason},
        ),
    )
  }, [chain, client, errorReason, heads])
  useEffect(() => {
    run()
    return stop
  }, [run, stop])
  return {
    phase,
    cancel: useCallback(() => running.current?.abort(), []),
    again: useCallback(() => {
      setPhase(STARTING)
      run()
    }, [run]),
  }
}

/** What the verification found, what it could not compare, and the command that checks the rest. */
function VerificationResult(props: {chain: string; found: Verification; timeZone: string}) {
  const {chain, found, timeZone} = props
  const {fault, count, until, signed, isNoted} = found
  const problemText = useProblemText()
  const {t} = useTranslation(auditLocaleNamespace)
  const copy = useCopy()
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'short', timeZone})
  const timeOf = (at: string) => (isMoment(at) ? format.format(new Date(at)) : at)
  const head = until && `${until.seq}:${until.hash}`
  const command = `npm run audit:verify -- --site ${chain} --shares`
  return (
    <>
      <ResultCard
        title={
          fault
            ? t('verify.broken', {number: fault.brokenAt})
            : t(until ? 'verify.whole' : 'verify.nothing', {count})
        }
        tone={fault ? 'critical' : 'positive'}
      >
        {fault && <Text size={1}>{problemText(fault.problem)}</Text>}
        {until && (
          <Text size={1}>
            {t(fault ? 'verify.until-broken' : 'verify.until', {
              number: until.seq,
              at: timeOf(until.at),
            })}
          </Text>
        )}
        {fault && <Text size={1}>{t('verify.what-now')}</Text>}
      </ResultCard>
      <SignedNote signed={signed} timeOf={timeOf} />
      {!isNoted && until && (
        <Text muted size={1}>
          {t('verify.not-noted')}
        </Text>
      )}
      <Text muted size={1}>
        {t('verify.rest')} <Code>{command}</Code>
      </Text>
      <Flex gap={2} wrap="wrap">
        <Button
          fontSize={1}
          icon={CopyIcon}
          mode="ghost"
          onClick={() => copy(command, t('verify.command-copied'))}
          padding={2}
          text={t('verify.copy-command')}
        />
        {head && (
          <Button
            fontSize={1}
            icon={CopyIcon}
            mode="ghost"
            onClick={() => copy(head, t('verify.head-copied'))}
            padding={2}
            text={t('verify.copy-head')}
          />
        )}
      </Flex>
    </>
  )
}

function SignedNote(props: {signed: SignedEnds; timeOf: (at: string) => string}) {
  const {signed, timeOf} = props
  const problemText = useProblemText()
  const {t} = useTranslation(auditLocaleNamespace)
  switch (signed.kind) {
    case 'signed': {
      const last = signed.heads.at(-1)
      return (
        <Stack gap={3}>
          <Text size={1}>
            {last
              ? t('verify.signed', {number: last.seq, at: timeOf(signed.at)})
              : t('verify.signed-none', {at: timeOf(signed.at)})}
          </Text>
          {signed.fault !== null && (
            <Notice text={t('verify.signed-fault', {reason: signed.fault})} tone="caution" />
          )}
        </Stack>
      )
    }
    case 'broken':
      return (
        <FailureNotice reason={t('verify.signed-broken', {reason: problemText(signed.problem)})} />
      )
    default:
      return <Notice text={t(`verify.signed-${signed.kind}`)} tone="caution" />
  }
}
