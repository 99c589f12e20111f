import type {SanityClient} from '@sanity/client'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {SearchIcon} from '@sanity/icons/Search'
import {Button, Card, Stack, Text, TextInput} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import type {Audience} from '../../../core/audience/checkAudience.ts'
import {
  explainAudience,
  type GroupExplanation,
  type RuleExplanation,
} from '../../../core/audience/evaluateAudience.ts'
import {ruleToSentence} from '../../../core/audience/toSentence.ts'
import {ReadError} from '../../ui/ReadError.tsx'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {Hidden} from '../../ui/Hidden.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {useDebounced} from '../../ui/useDebounced.ts'
import {useAudienceText} from '../audienceLocale.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {fetchExplainedLead, leadTitle, searchLeads, type SampleLead} from './audienceRequests.ts'
import {Tree, TreeLine} from './insightStyles.ts'
import {SETTLE_MS} from './useAudienceInsight.ts'

/** What a {@link WhyDialog} starts with. */
export interface WhyDialogProps {
  client: SanityClient
  source: AudienceSource
  audience: Audience
  /** `null` to search for one first. */
  lead: SampleLead | null
  onClose: () => void
}

/** Explains why a lead is in an audience or not; the user can search for another lead. */
export function WhyDialog(props: WhyDialogProps) {
  const {client, source, audience, onClose} = props
  const t = useAudienceText()
  const [lead, setLead] = useState(props.lead)
  return (
    <DialogFrame footer={null} onClose={onClose} title={t('why.title')}>
      <LeadFinder client={client} onFind={setLead} site={source.site} />
      {lead && (
        <WhyAnswer audience={audience} client={client} key={lead._id} lead={lead} source={source} />
      )}
    </DialogFrame>
  )
}

interface LeadFinderProps {
  client: SanityClient
  site: string
  onFind: (lead: SampleLead) => void
}

/** Finds a lead by name, e-mail or company. */
function LeadFinder(props: LeadFinderProps) {
  const errorReason = useErrorReason()
  const {client, site, onFind} = props
  const t = useAudienceText()
  const [search, setSearch] = useState('')
  const settled = useDebounced(search.trim(), SETTLE_MS)
  const query = useQuery({
    queryKey: ['leads', 'audience', 'find', site, settled],
    queryFn: ({signal}) => searchLeads(client, site, settled, signal),
    enabled: settled !== '',
    retry: 1,
  })
  const found = settled === '' ? [] : (query.data ?? [])
  return (
    <Stack gap={2}>
      <TextInput
        aria-label={t('find.label')}
        fontSize={1}
        icon={SearchIcon}
        onChange={(event) => setSearch(event.currentTarget.value)}
        padding={2}
        placeholder={t('find.placeholder')}
        value={search}
      />
      {found.map((lead) => (
        <Button
          fontSize={1}
          justify="flex-start"
          key={lead._id}
          mode="bleed"
          onClick={() => {
            setSearch('')
            onFind(lead)
          }}
          padding={2}
          text={[leadTitle(lead), lead.email].filter(Boolean).join(' · ')}
        />
      ))}
      <output>
        {settled !== '' && query.isSuccess && found.length === 0 && (
          <Text muted size={1}>
            {t('find.none', {search: settled})}
          </Text>
        )}
        {query.isError && <Text size={1}>{errorReason(query.error).reason}</Text>}
      </output>
    </Stack>
  )
}

interface WhyAnswerProps {
  client: SanityClient
  source: AudienceSource
  audience: Audience
  lead: SampleLead
}

function WhyAnswer(props: WhyAnswerProps) {
  const {client, source, audience, lead} = props
  const t = useAudienceText()
  const {site, timeZone} = source
  const query = useQuery({
    queryKey: ['leads', 'audience', 'why', site, lead._id],
    queryFn: ({signal}) => fetchExplainedLead(client, site, lead._id, signal),
    retry: 1,
    staleTime: 0,
  })
  const {data} = query
  const now = new Date(query.dataUpdatedAt).toISOString()
  const explanation = useMemo(
    () => data?.lead && explainAudience(audience, {now, timeZone}, data.lead, data.activities),
    [audience, data, now, timeZone],
  )
  if (query.isError) {
    const retry = () => void query.refetch()
    return <ReadError error={query.error} onRetry={retry} title={t('why.failed')} />
  }
  if (!data) return <LoadingState label={t('why.loading')} />
  if (!explanation) return <Text size={1}>{t('why.gone')}</Text>
  const {matches, root} = explanation
  return (
    <Stack gap={4}>
      <Card padding={3} radius={2} tone={matches ? 'positive' : 'caution'}>
        <Text size={1} weight="medium">
          {t(matches ? 'why.in' : 'why.out', {name: leadTitle(lead)})}
        </Text>
      </Card>
      {root ? (
        <GroupNode group={root} source={source} />
      ) : (
        <Text muted size={1}>
          {t('why.everybody')}
        </Text>
      )}
    </Stack>
  )
}

/** Why a group holds for a lead or not, condition by condition. */
function GroupNode(props: {group: GroupExplanation; source: AudienceSource}) {
  const {group, source} = props
  const t = useAudienceText()
  const how = `why.${group.not ? 'not-' : ''}${group.combinator}`
  return (
    <Tree>
      <li>
        <Line isStrong matches={group.matches} text={t(how)} />
        <Tree>
          {group.members.map((member) =>
            member.kind === 'group' ? (
              <li key={member.id}>
                <GroupNode group={member} source={source} />
              </li>
            ) : (
              <RuleNode key={member.id} node={member} source={source} />
            ),
          )}
        </Tree>
      </li>
    </Tree>
  )
}

function RuleNode(props: {node: RuleExplanation; source: AudienceSource}) {
  const {node, source} = props
  const t = useAudienceText()
  const {titleOf} = source
  return (
    <li>
      <Line
        isStrong={false}
        matches={node.matches}
        text={ruleToSentence(node.rule, {titleOf, translate: t})}
      />
      {node.segments.map(({id, matches, explanation}) => (
        <Tree key={id}>
          <li>
            <Line
              isStrong
              matches={matches}
              text={t('why.segment', {title: titleOf('segments', id) ?? id})}
            />
            {explanation && <GroupNode group={explanation} source={source} />}
          </li>
        </Tree>
      ))}
    </li>
  )
}

function Line(props: {matches: boolean; text: string; isStrong: boolean}) {
  const {matches, text, isStrong} = props
  const t = useAudienceText()
  const Icon = matches ? CheckmarkCircleIcon : CloseCircleIcon
  return (
    <TreeLine data-matches={matches}>
      <Icon aria-hidden="true" />
      <Text size={1} weight={isStrong ? 'medium' : 'regular'}>
        <Hidden>{t(matches ? 'why.holds' : 'why.does-not-hold')} </Hidden>
        {text}
      </Text>
    </TreeLine>
  )
}
