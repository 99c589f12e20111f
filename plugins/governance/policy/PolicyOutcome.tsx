import {Card, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Progress} from '../governanceStyles.ts'
import type {FailedSite, PolicyPhase} from './usePolicy.ts'

/** Failures that are listed. */
const LISTED = 100

function Failures(props: {failed: readonly FailedSite[]; titleOf: (site: string) => string}) {
  const {failed, titleOf} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  return (
    <Stack as="ul" gap={2} paddingLeft={4}>
      {failed.slice(0, LISTED).map(({site, reason}) => (
        <Text as="li" key={site} size={1}>
          {titleOf(site)}: {reason}
        </Text>
      ))}
      {failed.length > LISTED && (
        <Text as="li" muted size={1}>
          {t('batch.more', {count: failed.length - LISTED})}
        </Text>
      )}
    </Stack>
  )
}

interface ResultProps {
  text: string
  failed: readonly FailedSite[]
  titleOf: (site: string) => string
}

function Result({text, failed, titleOf}: ResultProps) {
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
        {failed.length > 0 && <Failures failed={failed} titleOf={titleOf} />}
      </Stack>
    </Card>
  )
}

/** What a {@link PolicyOutcome} shows. */
export interface PolicyOutcomeProps {
  phase: PolicyPhase
  titleOf: (site: string) => string
}

/** How far a policy is, and what became of it at each site. */
export function PolicyOutcome({phase, titleOf}: PolicyOutcomeProps) {
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
