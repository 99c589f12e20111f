import type {SanityClient} from '@sanity/client'
import {SearchIcon} from '@sanity/icons/Search'
import {useQuery} from '@tanstack/react-query'
import {Button, Stack, Text, TextInput} from '@sanity/ui'
import {useState} from 'react'
import {errorReason} from '../../ui/errorReason.ts'
import {searchLeads, type SampleLead} from './requests.ts'
import {leadTitle} from './SampleList.tsx'
import {useDebounced} from '../../ui/useDebounced.ts'
import {SETTLE_MS} from './useSettledAudience.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link LeadFinder} finds leads in. */
export interface LeadFinderProps {
  client: SanityClient
  site: string
  onFind: (lead: SampleLead) => void
}

/** Finds a lead by name, e-mail or company. */
export function LeadFinder(props: LeadFinderProps) {
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
