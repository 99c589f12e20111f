import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useEffect} from 'react'
import {useTranslation} from 'sanity'
import type {RuleDocument} from '../../../core/shopify/ruleSettings.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {DryRunResultCard} from './DryRunResultCard.tsx'
import {RuleFields} from './RuleFields.tsx'
import {useRuleActions} from './useRuleActions.ts'
import {useRuleDraft} from './useRuleDraft.ts'

/** What a {@link RuleForm} edits. */
export interface RuleFormProps {
  client: SanityClient
  site: string
  timeZone: string
  rule: RuleDocument | null
  /** Whether superadmins use it, in the network's workspace. */
  byNetwork: boolean
  /** Why the person may not change it; `null` where they may. */
  readOnlyReason: string | null
  /** Whether the stored rule is another by now. */
  isOutdated: boolean
  /** Told whether there is something to lose. */
  onChanged: (isChanged: boolean) => void
  /** Starts again with the rule as it is stored. */
  onReset: () => void
}

/** The rule of a site: what it says, what is in the way of saving it, and what it would count. */
export function RuleForm(props: RuleFormProps) {
  const {client, site, timeZone, rule, byNetwork, readOnlyReason, isOutdated} = props
  const {onChanged, onReset} = props
  const {t} = useTranslation(governanceLocaleNamespace)
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
            <Button
              fontSize={1}
              mode="ghost"
              onClick={onReset}
              padding={2}
              text={t('rule.reload')}
            />
          </Flex>
        </Card>
      )}
      <Card padding={3} radius={2} tone={decision.ok ? 'primary' : 'critical'}>
        <Stack gap={2}>
          <Text muted size={1}>
            {t('rule.preview')}
          </Text>
          <Text aria-live="polite" as="output" data-testid="rule-preview" size={1} weight="medium">
            {decision.ok ? decision.preview : t('rule.cannot')}
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
                {draft.problems.map(({field, reason}) => (
                  <Text key={`${field} ${reason}`} size={1}>
                    {reason}
                  </Text>
                ))}
              </Stack>
            </Card>
          )}
          {actions.failure !== null && (
            <Card padding={3} radius={2} role="alert" tone="critical">
              <Text size={1}>{t('rule.failed', {reason: actions.failure})}</Text>
            </Card>
          )}
          <Flex gap={2} wrap="wrap">
            <Button
              disabled={!decision.ok || !isChanged || actions.busy !== null}
              fontSize={1}
              loading={actions.busy === 'saving'}
              onClick={() => void save()}
              padding={3}
              text={t('rule.save')}
              tone="primary"
            />
            <Button
              disabled={
                !decision.ok ||
                rule === null ||
                draft.settings.mode === 'disabled' ||
                actions.busy !== null ||
                actions.isDryRunning
              }
              fontSize={1}
              loading={actions.busy === 'asking'}
              mode="ghost"
              onClick={() => void actions.tryOut()}
              padding={3}
              text={t('dry.start')}
            />
            {isChanged && (
              <Button
                fontSize={1}
                mode="bleed"
                onClick={onReset}
                padding={3}
                text={t('rule.discard')}
              />
            )}
          </Flex>
          <Text muted size={1}>
            {t(rule === null ? 'dry.needs-rule' : 'dry.note')}
          </Text>
          {actions.dryRun && (
            <DryRunResultCard job={actions.dryRun} onCancel={actions.cancelDryRun} />
          )}
        </Stack>
      )}
    </Stack>
  )
}
