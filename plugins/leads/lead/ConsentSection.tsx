import type {SanityClient} from '@sanity/client'
import {Card, Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useTranslation, useDateTimeFormat} from 'sanity'
import {leadSubscription} from '../../../core/consent/subscriptionState.ts'
import {suppressionReason} from '../../../core/consent/suppressionRules.ts'
import {consentStatementId} from '../../../core/imports/consentStatement.ts'
import {parseImportId} from '../../../core/imports/importJob.ts'
import type {ConsentRegister} from '../../../core/sanity.types.generated.ts'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {ConsentActions} from './ConsentActions.tsx'
import {useConsentChange} from '../edits/useConsentChange.ts'
import {FieldList, type Field} from './FieldList.tsx'
import {PanelSection} from './PanelSection.tsx'
import {SafeLink} from './SafeLink.tsx'
import type {LeadDetail} from '../data/useLead.ts'
import {useState} from 'react'
import {UserName} from '../../ui/users/UserName.tsx'
import {isMoment, knownTimeZone} from '../../ui/timeZone.ts'

/** The consent with the text that was shown, the subscription's state, and its history. */
export function ConsentSection(props: {
  client: SanityClient
  lead: LeadDetail
  onRefresh: (id: string) => Promise<void>
}) {
  const {client, lead, onRefresh} = props
  const change = useConsentChange(client, lead, onRefresh)
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const {consent, subscriber} = lead
  const history = subscriber?.consentHistory ?? []
  const imported = history.findLast(
    ({event, importId}) => importId && (event === 'requested' || event === 'confirmed'),
  )?.importId

  const evidence: Field[] = consent
    ? [
        {
          key: 'given',
          label: t(consent.given ? 'consent.given' : 'consent.not-given'),
          value: <AbsoluteTime at={consent.at} showZone timeZone={consent.timeZone} />,
        },
        {
          key: 'version',
          label: t('consent.version'),
          value: t('consent.version-value', {id: consent.textId, version: consent.textVersion}),
        },
        {
          key: 'purpose',
          label: t('consent.purpose'),
          value: t(`consent.purpose-${consent.purpose}`),
        },
        {key: 'action', label: t('consent.action'), value: t(`consent.action-${consent.action}`)},
        {
          key: 'channel',
          label: t('consent.channel'),
          value: t(`consent.channel-${consent.channel}`),
        },
        {key: 'note', label: t('consent.note'), value: consent.note},
        {
          key: 'stated-by',
          label: t('consent.stated-by'),
          value: consent.statedBy && <UserName id={consent.statedBy} />,
        },
        {
          key: 'page',
          label: t('consent.page'),
          value: lead.source?.pageUrl && <SafeLink href={lead.source.pageUrl} />,
        },
      ]
    : []
  const optIn: Field[] = subscriber
    ? [
        {
          key: 'double-opt-in',
          label: t('consent.double-opt-in'),
          value: <DoubleOptInState state={subscriber.doubleOptIn} timeZone={site.timeZone} />,
        },
      ]
    : []

  const {suppression} = change.standing
  const reason = suppressionReason(suppression)
  const state = leadSubscription(change.standing.subscriber?.status ?? null, reason)
  const standingFields: Field[] = [
    {key: 'newsletter', label: t('consent.newsletter'), value: t(`subscription.${state}`)},
    {
      key: 'suppression',
      label: t('consent.suppression'),
      value: reason && t(`consent.suppression-${reason}`),
    },
    {
      key: 'since',
      label: t('consent.suppressed-since'),
      value: reason && suppression && (
        <AbsoluteTime at={suppression.since} timeZone={site.timeZone} />
      ),
    },
  ]

  return (
    <PanelSection title={t('section.consent')}>
      <Stack gap={4}>
        {consent ? (
          <Stack as="figure" gap={3} style={{margin: 0}}>
            <Text as="figcaption" muted size={1}>
              {t('consent.text')}
            </Text>
            <Card
              as="blockquote"
              border
              padding={3}
              radius={2}
              style={{margin: 0}}
              tone="transparent"
            >
              <Text size={1} style={{overflowWrap: 'anywhere', whiteSpace: 'pre-wrap'}}>
                {consent.text}
              </Text>
            </Card>
          </Stack>
        ) : (
          history.length === 0 && (
            <Text muted size={1}>
              {t('consent.none')}
            </Text>
          )
        )}
        <div aria-live="polite">
          <FieldList fields={standingFields} />
        </div>
        <FieldList fields={[...evidence, ...optIn]} />
        {imported && <ImportStatement client={client} importId={imported} />}
        {history.length > 0 && <ConsentHistory history={history} timeZone={site.timeZone} />}
        <ConsentActions change={change} leadId={lead._id} />
      </Stack>
    </PanelSection>
  )
}

/** The consent of a person, as the importing person stated it. */
function ImportStatement(props: {client: SanityClient; importId: string}) {
  const {client, importId} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const {site, document} = useSiteContext()
  const ulid = parseImportId(importId)?.ulid
  const query = useQuery({
    queryKey: ['leads', 'import-statement', importId],
    queryFn: async ({signal}) => {
      const id = consentStatementId(site, ulid ?? '')
      const tag = 'leads.lead.statement'
      return (await client.getDocument<ConsentRegister>(id, {signal, tag})) ?? null
    },
    enabled: ulid !== undefined,
    staleTime: Infinity,
  })
  const statement = query.data?.texts[0]
  if (!statement) return null
  return (
    <Stack as="figure" gap={3} style={{margin: 0}}>
      <Text as="figcaption" muted size={1}>
        {t('consent.imported')}
      </Text>
      <Card as="blockquote" border padding={3} radius={2} style={{margin: 0}} tone="transparent">
        <Text size={1} style={{overflowWrap: 'anywhere', whiteSpace: 'pre-wrap'}}>
          {statement.text}
        </Text>
      </Card>
      <Text muted size={1}>
        {t('consent.imported-where', {where: statement.where})}{' '}
        <AbsoluteTime at={statement.validFrom} showZone timeZone={document.timeZone} />
      </Text>
    </Stack>
  )
}

type Step = NonNullable<LeadDetail['subscriber']>['consentHistory'][number]

/** The steps of a subscription's consent, newest first, each in its own time zone. */
function ConsentHistory(props: {history: readonly Step[]; timeZone: string}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  const steps = props.history.toSorted((left, right) => (left.at < right.at ? 1 : -1))
  return (
    <Stack gap={3}>
      <Text as="h4" muted size={1} weight="medium">
        {t('consent.history')}
      </Text>
      <Stack as="ol" gap={3} style={{listStyle: 'none', margin: 0, padding: 0}}>
        {steps.map((step) => (
          <Stack as="li" gap={2} key={step._key}>
            <Text size={1}>
              {t(`consent.event-${step.event}`)} {step.method && t(`consent.method-${step.method}`)}
              {step.textId &&
                ` · ${t('consent.version-value', {id: step.textId, version: step.textVersion})}`}
            </Text>
            <Text muted size={1}>
              <AbsoluteTime at={step.at} showZone timeZone={step.timeZone ?? props.timeZone} />
              {step.row !== undefined && ` · ${t('consent.imported-row', {row: step.row})}`}
            </Text>
          </Stack>
        ))}
      </Stack>
    </Stack>
  )
}

type OptIn = NonNullable<LeadDetail['subscriber']>['doubleOptIn']

/** The state of a double opt-in: not requested, pending, expired or confirmed, with its time. */
export function DoubleOptInState(props: {state: OptIn; timeZone: string}) {
  const {state} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const timeZone = knownTimeZone(props.timeZone)
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'short', timeZone})
  const [openedAt] = useState(() => Date.now())
  const formatTime = (at: string) => (isMoment(at) ? format.format(new Date(at)) : at)
  if (!state) return t('consent.not-asked')
  if (state.confirmedAt) return t('consent.confirmed-at', {time: formatTime(state.confirmedAt)})
  const isExpired = Date.parse(state.expiresAt) < openedAt
  return t(isExpired ? 'consent.expired-at' : 'consent.pending-until', {
    time: formatTime(state.requestedAt),
    until: formatTime(state.expiresAt),
  })
}
