import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {Box, Card, Flex, Stack, Text} from '@sanity/ui'
import {useEffect} from 'react'
import {useTranslation} from 'sanity'
import {hasEnded} from '../../../core/jobs/jobRecord.ts'
import {parseDryRun} from '../../../core/shopify/refreshJob.ts'
import {rulePreview} from '../../../core/shopify/rulePreview.ts'
import type {RuleDocument} from '../../../core/shopify/ruleSettings.ts'
import {refreshProblem} from '../../../core/shopify/syncStatus.ts'
import {useAudienceText} from '../../audience/audienceLocale.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {Refresh} from '../data/siteHistory.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Facts} from '../governanceStyles.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {FailureNotice, Notice} from '../../ui/Notice.tsx'
import {RefreshProgress} from '../refresh/RefreshProgress.tsx'
import {RuleFields} from './RuleFields.tsx'
import {useRuleActions, useRuleDraft} from './useRuleDraft.ts'

/** The form of a site's rule, with its preview, its problems, and a dry run. */
export function RuleForm(props: {
  client: SanityClient
  site: string
  timeZone: string
  rule: RuleDocument | null
  /** Whether superadmins use it, in the network's workspace. */
  byNetwork: boolean
  /** Why the person may not change it; `null` where they may. */
  readOnlyReason: string | null
  /** Whether somebody else changed the stored rule. */
  isOutdated: boolean
  /** Gets whether there are changes that are not saved. */
  onChanged: (isChanged: boolean) => void
  /** Starts again with the stored rule. */
  onReset: () => void
}) {
  const {client, site, timeZone, rule, byNetwork, readOnlyReason, isOutdated} = props
  const {onChanged, onReset} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const problemText = useProblemText()
  const audienceText = useAudienceText()
  const toast = useToast()
  const draft = useRuleDraft(site, rule)
  const actions = useRuleActions({client, site, rule, draft, byNetwork})
  const {decision, isChanged} = draft
  const isReadOnly = readOnlyReason !== null
  useEffect(() => onChanged(isChanged), [isChanged, onChanged])
  const save = async () => {
    if (!(await actions.save())) return
    toast.push({status: 'success', title: t('rule.saved')})
    onReset()
  }
  return (
    <Stack gap={4}>
      {isReadOnly && (
        <Card padding={3} radius={2} tone="transparent">
          <Text size={1}>{readOnlyReason}</Text>
        </Card>
      )}
      {isOutdated && (
        <Card padding={3} radius={2} role="alert" tone="caution">
          <Flex align="center" gap={3}>
            <Box flex={1}>
              <Text size={1}>{t('rule.outdated')}</Text>
            </Box>
            <ToolButton onClick={onReset} text={t('rule.reload')} />
          </Flex>
        </Card>
      )}
      <Card padding={3} radius={2} tone={decision.ok ? 'primary' : 'critical'}>
        <Stack gap={2}>
          <Text muted size={1}>
            {t('rule.preview')}
          </Text>
          <Text aria-live="polite" as="output" data-testid="rule-preview" size={1} weight="medium">
            {decision.ok ? rulePreview(decision.rule, audienceText) : t('rule.cannot')}
          </Text>
        </Stack>
      </Card>
      <RuleFields
        draft={draft}
        isReadOnly={isReadOnly}
        mayDelegate={byNetwork}
        site={site}
        timeZone={timeZone}
      />
      {!isReadOnly && (
        <Stack gap={3}>
          {draft.problems.length > 0 && (
            <Card padding={3} radius={2} role="alert" tone="critical">
              <Stack gap={2}>
                {draft.problems.map((each) => (
                  <Text key={`${each.field} ${each.code}`} size={1}>
                    {problemText(each)}
                  </Text>
                ))}
              </Stack>
            </Card>
          )}
          <FailureNotice reason={actions.failure && t('rule.failed', {reason: actions.failure})} />
          <Flex gap={2} wrap="wrap">
            <ToolButton
              isBusy={actions.busy === 'saving'}
              isDisabled={!decision.ok || !isChanged || actions.busy !== null}
              mode="default"
              onClick={() => void save()}
              padding={3}
              text={t('rule.save')}
              tone="primary"
            />
            <ToolButton
              isBusy={actions.busy === 'asking'}
              isDisabled={
                !decision.ok ||
                rule === null ||
                draft.settings.mode === 'disabled' ||
                actions.busy !== null ||
                actions.isDryRunning
              }
              onClick={() => void actions.tryOut()}
              padding={3}
              text={t('dry.start')}
            />
            {isChanged && (
              <ToolButton mode="bleed" onClick={onReset} padding={3} text={t('rule.discard')} />
            )}
          </Flex>
          <Text muted size={1}>
            {t(rule === null ? 'dry.needs-rule' : 'dry.note')}
          </Text>
          {actions.dryRun && <DryRunResult job={actions.dryRun} onCancel={actions.cancelDryRun} />}
        </Stack>
      )}
    </Stack>
  )
}

/** The progress of a dry run, or its result. */
function DryRunResult({job, onCancel}: {job: Refresh; onCancel: () => void}) {
  const problemText = useProblemText()
  const {t} = useTranslation(governanceLocaleNamespace)
  if (!hasEnded({state: job.state})) {
    return <RefreshProgress job={job} label={t('dry.running')} onCancel={onCancel} />
  }
  const result = parseDryRun(job.preview)
  if (!result) {
    const failure = refreshProblem(job)
    const failed = failure ? [failure] : []
    const text =
      job.state === 'cancelled' ? t('dry.cancelled') : problemText(...failed) || t('dry.none')
    return <Notice role="alert" text={text} tone="caution" />
  }
  const figure = (value: number | null) =>
    value === null ? t('figure.few') : value.toLocaleString('en')
  return (
    <Card aria-label={t('dry.title')} as="section" border padding={3} radius={2} tone="primary">
      <Stack gap={3}>
        <Text as="h3" size={1} weight="semibold">
          {t('dry.title')}
        </Text>
        <Facts>
          <dt>{t('dry.customers')}</dt>
          <dd>{figure(result.customers)}</dd>
          <dt>{t('dry.matched')}</dt>
          <dd>{figure(result.matched)}</dd>
          <dt>{t('dry.fields')}</dt>
          <dd>{result.fields.join(', ')}</dd>
          <dt>{t('dry.cost')}</dt>
          <dd>{t('dry.cost-value', {cost: result.cost, requests: result.requests})}</dd>
          <dt>{t('dry.duration')}</dt>
          <dd>
            {t('dry.duration-value', {
              seconds: Math.max(1, Math.round(result.durationMs / 1000)),
              plan: result.plan,
            })}
          </dd>
          <dt>{t('dry.suppressed')}</dt>
          <dd>
            {result.suppressed.length === 0
              ? t('dry.suppressed-none')
              : result.suppressed.map((name) => t(`dimension.${name}`)).join(', ')}
          </dd>
        </Facts>
      </Stack>
    </Card>
  )
}
