import type {SanityClient} from '@sanity/client'
import {Button, Flex, Grid, Heading, Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useId, useMemo} from 'react'
import {useTranslation} from 'sanity'
import {problem, type FieldProblem} from '../../../core/problems/problem.ts'
import {planProblem} from '../../../core/leads/planLimit.ts'
import {siteCustomFields} from '../../../core/audience/siteFields.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {Notice} from '../../ui/Notice.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useProblemText} from '../../ui/useProblemText.ts'
import {useDebounced} from '../../ui/useDebounced.ts'
import {useListTitles} from '../data/listTitles.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {fetchLeadCount, fetchSameEmail} from './commitNewLead.ts'
import {ConsentFields} from './ConsentFields.tsx'
import {CustomFields, DraftText, ListFields, TextFields, WorkFields} from './DraftFields.tsx'
import type {LeadDraft} from './leadDraft.ts'

/** What a {@link NewLeadDialog} needs. */
export interface NewLeadDialogProps {
  client: SanityClient
  draft: LeadDraft
  /** Why the draft was refused. */
  problems: readonly FieldProblem[]
  onChange: (part: Partial<LeadDraft>) => void
  onClose: () => void
  /** Opens a lead that has the address already. */
  onOpenLead: (id: string) => void
  onSubmit: () => void
}

/** How long the address must stay the same before the store is asked for it, in milliseconds. */
const PAUSE_MS = 300

/** Asks for everything about a lead that is added by hand. */
export function NewLeadDialog(props: NewLeadDialogProps) {
  const {client, draft, problems, onChange, onClose, onOpenLead, onSubmit} = props
  const {site, document} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const problemText = useProblemText()
  const id = useId()
  const email = useDebounced(draft.email, PAUSE_MS)
  const same = useQuery({
    queryKey: ['leads', 'same-email', site, email],
    queryFn: ({signal}) => fetchSameEmail(client, site, email, signal),
    enabled: email.includes('@'),
    retry: false,
    gcTime: 0,
  })
  const count = useQuery({
    queryKey: ['leads', 'plan-count', site],
    queryFn: ({signal}) => fetchLeadCount(client, site, signal),
    retry: false,
    gcTime: 0,
  })
  const titles = useListTitles({client, site, isShown: true})
  const full = count.data === undefined ? null : planProblem(document.planLimit, count.data, 1)
  const byField = useMemo(
    () => new Map(problems.map((each) => [each.field, problemText(each)])),
    [problems, problemText],
  )
  const others = problems.filter(({field}) => field === '' || (field === 'planLimit' && !full))
  const known = email === draft.email ? (same.data ?? []) : []
  const emailProblem =
    byField.get('email') ??
    (known.length > 0 ? problemText(problem('new-lead.email-taken')) : undefined)
  const part = {id, draft, onChange, problemOf: (field: string) => byField.get(field)}
  const hasCustom = siteCustomFields(document).length > 0
  return (
    <DialogFrame
      confirm={{isDisabled: full !== null, onConfirm: onSubmit, text: t('new-lead.add')}}
      gap={5}
      note={
        problems.length > 0 && (
          <Text role="alert" size={1}>
            {t('new-lead.problems')}
          </Text>
        )
      }
      onClose={onClose}
      title={t('new-lead.title')}
      width={2}
    >
      {full && <Notice role="alert" text={problemText(full)} tone="caution" />}
      {others.map((each) => (
        <Notice key={each.code} role="alert" text={problemText(each)} tone="caution" />
      ))}
      <Section title={t('new-lead.person')}>
        <Stack gap={3}>
          <DraftText
            id={`${id}-email`}
            inputMode="email"
            label={t('field.email')}
            maxLength={320}
            note={t('new-lead.email-note')}
            onChange={(typed) => onChange({email: typed})}
            problem={emailProblem}
            type="email"
            value={draft.email}
          />
          {known.map((lead) => (
            <Flex key={lead._id}>
              <Button
                fontSize={1}
                mode="ghost"
                onClick={() => onOpenLead(lead._id)}
                padding={2}
                text={
                  lead.name ? t('new-lead.exists', {name: lead.name}) : t('new-lead.exists-unnamed')
                }
                type="button"
              />
            </Flex>
          ))}
        </Stack>
        <TextFields {...part} />
      </Section>
      <ConsentFields {...part} />
      <Section title={t('new-lead.work')}>
        <WorkFields {...part} />
      </Section>
      <ListFields {...part} titles={titles} />
      {hasCustom && (
        <Section title={t('new-lead.custom')}>
          <CustomFields {...part} />
        </Section>
      )}
    </DialogFrame>
  )
}

function Section(props: {title: string; children: React.ReactNode}) {
  return (
    <Stack gap={4}>
      <Heading as="h2" size={0}>
        {props.title}
      </Heading>
      <Grid gap={4} gridTemplateColumns={[1, 1, 2]}>
        {props.children}
      </Grid>
    </Stack>
  )
}
