import type {SanityClient} from '@sanity/client'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import type {RuleUndo} from '../../../core/shopify/rulePolicy.ts'
import {errorReason} from '../../ui/errorReason.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {undoPolicy} from './applyPolicy.ts'
import {PolicyOutcome} from './PolicyOutcome.tsx'
import type {PolicyPhase} from './usePolicy.ts'

/** What a {@link LastPolicyBar} undoes. */
export interface LastPolicyBarProps {
  client: SanityClient
  undos: readonly RuleUndo[]
  rows: readonly SyncRow[]
  onClose: () => void
}

/** Says that a policy was applied, and undoes it. */
export function LastPolicyBar({client, undos, rows, onClose}: LastPolicyBarProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const [phase, setPhase] = useState<PolicyPhase>({kind: 'editing'})
  const [failure, setFailure] = useState<string | null>(null)
  const titleOf = (site: string) => rows.find(({key}) => key === site)?.title ?? site
  const undo = async () => {
    const total = undos.length
    const working = (done: number) => setPhase({kind: 'working', isUndo: true, done, total})
    setFailure(null)
    working(0)
    try {
      const results = await undoPolicy(undos, {client, onProgress: working})
      setPhase({
        kind: 'undone',
        count: results.filter(({kind}) => kind === 'undone').length,
        failed: results.flatMap((each) => (each.kind === 'failed' ? [each] : [])),
      })
    } catch (error) {
      setFailure(errorReason(error).reason)
      setPhase({kind: 'editing'})
    }
  }
  return (
    <Card borderBottom paddingX={4} paddingY={2} tone="transparent">
      <Flex align="center" gap={3}>
        <Box flex={1}>
          {phase.kind === 'editing' ? (
            <Stack gap={2}>
              <Text size={1}>{t('policy.last', {count: undos.length})}</Text>
              {failure !== null && (
                <Text role="alert" size={1}>
                  {failure}
                </Text>
              )}
            </Stack>
          ) : (
            <PolicyOutcome phase={phase} titleOf={titleOf} />
          )}
        </Box>
        {phase.kind === 'editing' && (
          <Button
            fontSize={1}
            mode="ghost"
            onClick={() => void undo()}
            padding={2}
            text={t('policy.undo', {count: undos.length})}
          />
        )}
        <Button
          disabled={phase.kind === 'working'}
          fontSize={1}
          mode="bleed"
          onClick={onClose}
          padding={2}
          text={t('dialog.close')}
        />
      </Flex>
    </Card>
  )
}
