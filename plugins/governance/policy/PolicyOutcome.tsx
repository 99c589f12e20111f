import type {SanityClient} from '@sanity/client'
import {Box, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {RuleUndo} from '../../../core/shopify/rulePolicy.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Progress} from '../governanceStyles.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {usePolicyRun, type FailedSite, type PolicyPhase} from './usePolicy.ts'

/** The progress of a policy, or its result. */
export function PolicyOutcome(props: {phase: PolicyPhase; titleOf: (site: string) => string}) {
  const {phase, titleOf} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  switch (phase.kind) {
    case 'editing':
      return null
    case 'working': {
      const {done, total, isUndo} = phase
      const label = t(isUndo ? 'policy.undoing' : 'policy.applying', {done, total})
      return (
        <Stack gap={3}>
          <Text aria-live="polite" size={1}>
            {label}
          </Text>
          <Progress aria-label={label} max={total || 1} value={done} />
        </Stack>
      )
    }
    case 'applied': {
      const {undos, failed, same} = phase
      const text = t('policy.result', {applied: undos.length, failed: failed.length, same})
      return <Result failed={failed} text={text} titleOf={titleOf} />
    }
    default: {
      const {count, failed} = phase
      const text = t('policy.undone', {undone: count, failed: failed.length})
      return <Result failed={failed} text={text} titleOf={titleOf} />
    }
  }
}

/** Failures that are listed. */
const LISTED = 100

function Result(props: {
  text: string
  failed: readonly FailedSite[]
  titleOf: (site: string) => string
}) {
  const {text, failed, titleOf} = props
  const problemText = useProblemText()
  const {t} = useTranslation(governanceLocaleNamespace)
  return (
    <Card
      as="output"
      padding={3}
      radius={2}
      style={{display: 'block'}}
      tone={failed.length > 0 ? 'caution' : 'positive'}
    >
      <Stack gap={3}>
        <Text size={1} weight="medium">
          {text}
        </Text>
        {failed.length > 0 && (
          <Stack as="ul" gap={2} paddingLeft={4}>
            {failed.slice(0, LISTED).map(({site, problems}) => (
              <Text as="li" key={site} size={1}>
                {titleOf(site)}: {problemText(...problems)}
              </Text>
            ))}
            {failed.length > LISTED && (
              <Text as="li" muted size={1}>
                {t('batch.more', {count: failed.length - LISTED})}
              </Text>
            )}
          </Stack>
        )}
      </Stack>
    </Card>
  )
}

/** Says that a policy was applied, and offers to undo it. */
export function LastPolicyBar(props: {
  client: SanityClient
  undos: readonly RuleUndo[]
  rows: readonly SyncRow[]
  onClose: () => void
}) {
  const {client, undos, rows, onClose} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const {phase, failure, undo} = usePolicyRun(client)
  const titleOf = (site: string) => rows.find(({key}) => key === site)?.title ?? site
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
          <ToolButton
            onClick={() => void undo(undos)}
            text={t('policy.undo', {count: undos.length})}
          />
        )}
        <ToolButton
          isDisabled={phase.kind === 'working'}
          mode="bleed"
          onClick={onClose}
          text={t('dialog.close')}
        />
      </Flex>
    </Card>
  )
}
