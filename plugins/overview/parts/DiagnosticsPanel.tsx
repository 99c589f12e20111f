import {Box, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {Check, CheckState} from '../../../core/diagnostics/check.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {LineList} from '../overviewStyles.ts'
import {CheckMark, type Standing} from './CheckMark.tsx'
import {Panel} from './Panel.tsx'

const STANDINGS: Record<CheckState, Standing> = {
  ok: 'good',
  degraded: 'flawed',
  missing: 'bad',
  unknown: 'unknown',
}

function CheckLine(props: {check: Check}) {
  const {check} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const action = `action.${check.id}.${check.reason}`
  return (
    <Box as="li" data-check={check.id} data-state={check.state} paddingX={4} paddingY={3}>
      <Flex gap={3}>
        <CheckMark
          label={t(`diagnostics.state.${check.state}`)}
          standing={STANDINGS[check.state]}
        />
        <Stack flex={1} gap={2}>
          <Text size={1} weight="medium">
            {t(`check.${check.id}`)}
          </Text>
          <Text muted size={1} style={{overflowWrap: 'anywhere'}}>
            {t(`check.${check.id}.${check.reason}`, check.values)}
          </Text>
          {check.actionable && <Text size={1}>{t(action, check.values)}</Text>}
        </Stack>
      </Flex>
    </Box>
  )
}

/** What is configured, degraded and missing, and what to do about each. */
export function DiagnosticsPanel(props: {checks: readonly Check[]}) {
  const {checks} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const count = checks.filter((check) => check.actionable).length
  return (
    <Panel
      aside={
        <Text muted size={1}>
          {count === 0 ? t('diagnostics.all-well') : t('diagnostics.summary', {count})}
        </Text>
      }
      title={t('diagnostics.title')}
    >
      <Box paddingY={2}>
        <LineList>
          {checks.map((check) => (
            <CheckLine check={check} key={check.id} />
          ))}
        </LineList>
      </Box>
    </Panel>
  )
}
