import {CopyIcon} from '@sanity/icons/Copy'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {isMoment} from '../../ui/timeZone.ts'
import {useCopy} from '../../ui/useCopy.ts'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {Code} from '../auditStyles.ts'
import type {SignedEnds} from './signedEnds.ts'
import type {Verification} from './verifyChain.ts'

/** What a {@link VerifyResult} shows. */
export interface VerifyResultProps {
  chain: string
  found: Verification
  timeZone: string
}

/** What checks all that a browser can't. */
function commandFor(chain: string): string {
  return `npm run audit:verify -- --site ${chain} --shares`
}

function SignedNote(props: {signed: SignedEnds; timeOf: (at: string) => string}) {
  const {signed, timeOf} = props
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
            <Card padding={3} radius={2} tone="caution">
              <Text size={1}>{t('verify.signed-fault', {reason: signed.fault})}</Text>
            </Card>
          )}
        </Stack>
      )
    }
    case 'broken':
      return (
        <Card padding={3} radius={2} role="alert" tone="critical">
          <Text size={1}>{t('verify.signed-broken', {reason: signed.message})}</Text>
        </Card>
      )
    default:
      return (
        <Card padding={3} radius={2} tone="caution">
          <Text size={1}>{t(`verify.signed-${signed.kind}`)}</Text>
        </Card>
      )
  }
}

/** What a check found, what it could not compare with, and what to run for the rest. */
export function VerifyResult(props: VerifyResultProps) {
  const {chain, found, timeZone} = props
  const {fault, count, until, signed, isNoted} = found
  const {t} = useTranslation(auditLocaleNamespace)
  const copy = useCopy()
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'short', timeZone})
  const timeOf = (at: string) => (isMoment(at) ? format.format(new Date(at)) : at)
  const head = until && `${until.seq}:${until.hash}`
  const command = commandFor(chain)
  return (
    <>
      <Card
        border
        padding={3}
        radius={2}
        role={fault ? 'alert' : 'status'}
        tone={fault ? 'critical' : 'positive'}
      >
        <Stack gap={3}>
          <Text size={1} weight="medium">
            {fault && t('verify.broken', {number: fault.brokenAt})}
            {!fault && !until && t('verify.nothing')}
            {!fault && until && t('verify.whole', {count})}
          </Text>
          {fault && <Text size={1}>{fault.message}</Text>}
          {until && (
            <Text size={1}>
              {t(fault ? 'verify.until-broken' : 'verify.until', {
                number: until.seq,
                at: timeOf(until.at),
              })}
            </Text>
          )}
          {fault && <Text size={1}>{t('verify.what-now')}</Text>}
        </Stack>
      </Card>
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
