import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Box, Flex, SrOnly, Stack, Text} from '@sanity/ui'
import type {ComponentType} from 'react'
import {useTranslation} from 'sanity'
import {useIntentLink} from 'sanity/router'
import {styled} from 'styled-components'
import type {Capability, CapabilityState} from '../../core/diagnostics/capabilities.ts'
import type {Check, CheckState} from '../../core/diagnostics/check.ts'
import type {NextAction} from '../../core/diagnostics/nextActions.ts'
import {siteDocumentId, type SiteKey} from '../../core/tenancy/documentId.ts'
import {Panel} from '../ui/Panel.tsx'
import {overviewLocaleNamespace} from './overviewLocale.ts'
import {LineList, SpacedList} from './overviewStyles.ts'

/** What a {@link NextActionsPanel} shows. */
export interface NextActionsPanelProps {
  site: SiteKey
  actions: readonly NextAction[]
  /** Whether the store has no record of the site yet. */
  isEmpty: boolean
}

/** What to do next, most urgent first. */
export function NextActionsPanel(props: NextActionsPanelProps) {
  const {site, actions, isEmpty} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Panel title={t('actions.title')}>
      <SpacedList as="ol">
        {actions.map((action) => (
          <ActionLine action={action} key={action.check} site={site} />
        ))}
        {actions.length === 0 && (
          <Flex as="li" gap={3}>
            <CheckMark label={t('diagnostics.all-well')} standing="good" />
            <Text muted size={1}>
              {isEmpty ? t('actions.first-lead') : t('actions.none')}
            </Text>
          </Flex>
        )}
      </SpacedList>
    </Panel>
  )
}

const URGENCY_STANDINGS = {now: 'bad', soon: 'flawed', sometime: 'unknown'} as const

function ActionLine(props: {site: SiteKey; action: NextAction}) {
  const {check, reason, values, urgency, place} = props.action
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Flex as="li" data-action={check} gap={3}>
      <CheckMark label={t(`actions.urgency.${urgency}`)} standing={URGENCY_STANDINGS[urgency]} />
      <Stack flex={1} gap={2}>
        <Text size={1} weight="medium">
          {t(`action.${check}.${reason}`, values)}
        </Text>
        <Text muted size={1}>
          {place === 'site' ? (
            <SettingsLink site={props.site} />
          ) : place === 'records' ? (
            t(`check.${check}.${reason}`, values)
          ) : (
            t(`actions.place.${place}`)
          )}
        </Text>
      </Stack>
    </Flex>
  )
}

function SettingsLink(props: {site: SiteKey}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const params = {id: siteDocumentId(props.site), type: 'site'}
  const {href, onClick} = useIntentLink({intent: 'edit', params})
  return (
    <a href={href} onClick={onClick}>
      {t('actions.place.site')}
    </a>
  )
}

const CAPABILITY_STANDINGS: Record<CapabilityState, Standing> = {
  yes: 'good',
  limited: 'flawed',
  no: 'bad',
  unknown: 'unknown',
}

/** What the site can do now, and which checks limit it. */
export function CapabilitiesPanel(props: {capabilities: readonly Capability[]}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Panel title={t('capabilities.title')}>
      <SpacedList>
        {props.capabilities.map(({id, state, because}) => (
          <Flex as="li" data-capability={id} data-state={state} gap={3} key={id}>
            <CheckMark
              label={t(`capabilities.state.${state}`)}
              standing={CAPABILITY_STANDINGS[state]}
            />
            <Box flex={1}>
              <Text size={1}>
                {t(`capability.${id}`)}
                {because.length > 0 && (
                  <span style={{color: 'var(--card-muted-fg-color)'}}>
                    {' · '}
                    {because.map((check) => t(`check.${check}`)).join(', ')}
                  </span>
                )}
              </Text>
            </Box>
          </Flex>
        ))}
      </SpacedList>
    </Panel>
  )
}

/** All checks, and what to do about their problems. */
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

const CHECK_STANDINGS: Record<CheckState, Standing> = {
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
          standing={CHECK_STANDINGS[check.state]}
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

/** Result of a check. */
type Standing = 'good' | 'flawed' | 'bad' | 'unknown'

const LOOKS: Record<Standing, {icon: ComponentType; color: string}> = {
  good: {icon: CheckmarkCircleIcon, color: 'var(--card-badge-positive-icon-color)'},
  flawed: {icon: WarningOutlineIcon, color: 'var(--card-badge-caution-icon-color)'},
  bad: {icon: CloseCircleIcon, color: 'var(--card-badge-critical-icon-color)'},
  unknown: {icon: HelpCircleIcon, color: 'var(--card-muted-fg-color)'},
}

const Tinted = styled.span<{$color: string}>`
  --card-icon-color: ${({$color}) => $color};
`

interface CheckMarkProps {
  standing: Standing
  /** The same as text, for screen readers. */
  label: string
}

/** A result, by an icon, its colour, and a text. */
function CheckMark(props: CheckMarkProps) {
  const {icon: Icon, color} = LOOKS[props.standing]
  return (
    <Text size={1}>
      <Tinted $color={color} aria-hidden="true" title={props.label}>
        <Icon />
      </Tinted>
      <SrOnly>{props.label}</SrOnly>
    </Text>
  )
}
