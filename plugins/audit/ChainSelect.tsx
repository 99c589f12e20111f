import type {SanityClient} from '@sanity/client'
import {Select} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useTranslation} from 'sanity'
import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import {auditLocaleNamespace} from './auditLocale.ts'
import {fetchChainSites} from './data/requests.ts'

/** What a {@link ChainSelect} needs. */
export interface ChainSelectProps {
  client: SanityClient
  chain: string
  onChoose: (site: string | null) => void
}

/** Chooses whose trail is shown: the network's own, or a site's. */
export function ChainSelect(props: ChainSelectProps) {
  const {client, chain, onChoose} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const sites = useQuery({
    queryKey: ['leads', 'audit', 'sites'],
    queryFn: ({signal}) => fetchChainSites(client, signal),
    staleTime: Infinity,
  })
  const known = sites.data ?? []
  const isListed = chain === NETWORK_CHAIN || known.some(({key}) => key === chain)
  return (
    <Select
      aria-busy={sites.isPending}
      aria-label={t('chain.label')}
      fontSize={1}
      onChange={(event) => {
        const {value} = event.currentTarget
        onChoose(value === NETWORK_CHAIN ? null : value)
      }}
      padding={2}
      value={chain}
    >
      <option value={NETWORK_CHAIN}>{t('chain.network')}</option>
      {!isListed && <option value={chain}>{chain}</option>}
      {known
        .toSorted((one, other) => (one.title ?? one.key).localeCompare(other.title ?? other.key))
        .map(({key, title}) => (
          <option key={key} value={key}>
            {t('chain.site', {title: title ?? key, key})}
          </option>
        ))}
      {sites.isError && (
        <option disabled value="">
          {t('chain.failed')}
        </option>
      )}
    </Select>
  )
}
