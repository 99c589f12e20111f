import type {SanityClient} from '@sanity/client'
import {Box, Button, Card, Dialog, Flex, Stack, Text} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import type {RuleUndo} from '../../../core/shopify/rulePolicy.ts'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {PolicyDifferences} from './PolicyDifferences.tsx'
import {PolicyFields} from './PolicyFields.tsx'
import {PolicyOutcome} from './PolicyOutcome.tsx'
import {usePolicy, type PolicyWork} from './usePolicy.ts'

/** What a {@link PolicyDialog} is for. */
export interface PolicyDialogProps {
  client: SanityClient
  sites: readonly SyncRow[]
  /** Told what would undo the policy, once it was applied; nothing once it was undone. */
  onUndos: (undos: readonly RuleUndo[]) => void
  onClose: () => void
}

function Editing({work, titleOf}: {work: PolicyWork; titleOf: (site: string) => string}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {rules, rows, included, failure} = work
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length
  if (rules.error && !rules.data) {
    const {reason} = errorReason(rules.error)
    const retry = () => void rules.refetch()
    return <ErrorState onRetry={retry} reason={reason} title={t('policy.failed-reading')} />
  }
  if (!rules.data) return <LoadingState label={t('policy.reading')} />
  return (
    <Stack gap={4}>
      <Text size={1}>{t('policy.note', {count: rules.data.length})}</Text>
      <PolicyFields work={work} />
      {failure !== null && (
        <Card padding={3} radius={2} role="alert" tone="critical">
          <Text size={1}>{failure}</Text>
        </Card>
      )}
      {included.size === 0 ? (
        <Text muted size={1}>
          {t('policy.nothing')}
        </Text>
      ) : (
        <>
          <Text aria-live="polite" size={1} weight="medium">
            {t('policy.summary', {
              change: count('change'),
              same: count('same'),
              refused: count('refused'),
            })}
          </Text>
          <PolicyDifferences rows={rows} titleOf={titleOf} />
        </>
      )}
    </Stack>
  )
}

/** Gives the rules of several sites the same settings, after showing what that changes at each. */
export function PolicyDialog({client, sites, onUndos, onClose}: PolicyDialogProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const id = useId()
  // The sites are those that were chosen when it was opened.
  const [titles] = useState(() => new Map(sites.map(({key, title}) => [key, title])))
  const [keys] = useState(() => sites.map(({key}) => key))
  const work = usePolicy(client, keys, onUndos)
  const {phase, rows} = work
  const changing = rows.filter(({kind}) => kind === 'change').length
  const titleOf = (site: string) => titles.get(site) ?? site
  const isWorking = phase.kind === 'working'
  const close = () => {
    if (!isWorking) onClose()
  }
  return (
    <Dialog
      footer={
        <Flex gap={2} justify="flex-end" padding={3} wrap="wrap">
          <Button
            disabled={isWorking}
            fontSize={1}
            mode="bleed"
            onClick={close}
            padding={3}
            text={t(phase.kind === 'editing' ? 'dialog.cancel' : 'dialog.close')}
          />
          {phase.kind === 'editing' && (
            <Button
              disabled={changing === 0}
              fontSize={1}
              onClick={() => void work.apply()}
              padding={3}
              text={t('policy.apply', {count: changing})}
              tone="primary"
            />
          )}
          {phase.kind === 'applied' && (
            <>
              {phase.undos.length > 0 && (
                <Button
                  fontSize={1}
                  mode="ghost"
                  onClick={() => void work.undo(phase.undos)}
                  padding={3}
                  text={t('policy.undo', {count: phase.undos.length})}
                />
              )}
              {phase.failed.length > 0 && (
                <Button
                  fontSize={1}
                  mode="ghost"
                  onClick={() => work.retry(phase.failed)}
                  padding={3}
                  text={t('batch.retry', {count: phase.failed.length})}
                />
              )}
            </>
          )}
        </Flex>
      }
      header={t('policy.title', {count: keys.length})}
      id={id}
      onClose={close}
      width={2}
    >
      <Box padding={4}>
        {phase.kind === 'editing' ? (
          <Editing titleOf={titleOf} work={work} />
        ) : (
          <PolicyOutcome phase={phase} titleOf={titleOf} />
        )}
      </Box>
    </Dialog>
  )
}
