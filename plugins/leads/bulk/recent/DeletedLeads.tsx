import type {SanityClient} from '@sanity/client'
import {useInfiniteQuery} from '@tanstack/react-query'
import {Button, Flex, Stack, Text, TextSkeleton} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {readDeleted, type DeletedLead} from './deletedLeads.ts'

interface DeletedListProps {
  leads: readonly DeletedLead[]
  /** `null` when the user may not restore leads, or nothing can be restored. */
  onRestore: ((id: string) => void) | null
  isBusy: boolean
  onOpen: (id: string) => void
}

/** Deleted leads, each with a button that restores it, or opens it if it exists again. */
export function DeletedList(props: DeletedListProps) {
  const {leads, onRestore, isBusy, onOpen} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Stack as="ul" gap={2} style={{listStyle: 'none', margin: 0, padding: 0}}>
      {leads.map((lead) => {
        const name = lead.name || lead.email || t('panel.unnamed')
        return (
          <Flex align="center" as="li" gap={2} key={lead.id} style={{minHeight: 29}}>
            <Stack flex={1} gap={2} style={{minWidth: 0}}>
              <Text size={1} textOverflow="ellipsis">
                {name}
              </Text>
              {lead.name && lead.email && (
                <Text muted size={1} textOverflow="ellipsis">
                  {lead.email}
                </Text>
              )}
            </Stack>
            {lead.isThere ? (
              <Button
                aria-label={t('recent.open-lead', {name})}
                fontSize={1}
                mode="bleed"
                onClick={() => onOpen(lead.id)}
                padding={2}
                text={t('recent.there')}
                tone="positive"
              />
            ) : (
              onRestore && (
                <Button
                  aria-label={t('recent.restore-lead', {name})}
                  disabled={isBusy}
                  fontSize={1}
                  mode="ghost"
                  onClick={() => onRestore(lead.id)}
                  padding={2}
                  text={t('recent.restore')}
                />
              )
            )}
          </Flex>
        )
      })}
    </Stack>
  )
}

interface DeletedLeadsProps extends Omit<DeletedListProps, 'leads'> {
  client: SanityClient
  changeId: string
  /** Number of deleted leads. */
  count: number
}

/** The leads of a large deletion, read one chunk at a time. */
export function DeletedLeads(props: DeletedLeadsProps) {
  const errorReason = useErrorReason()
  const {client, changeId, count} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const pages = useInfiniteQuery({
    queryKey: ['leads', 'recent', site, 'deleted', changeId],
    initialPageParam: '',
    queryFn: ({pageParam, signal}) => readDeleted(client, site, changeId, pageParam, signal),
    getNextPageParam: ({next}) => next,
    retry: false,
  })
  const leads = pages.data?.pages.flatMap((page) => page.leads) ?? []
  if (pages.isPending) return <TextSkeleton aria-busy radius={1} size={1} style={{width: '60%'}} />
  if (pages.error) {
    return (
      <Flex align="center" gap={2} role="alert">
        <Text size={1}>{errorReason(pages.error).reason}</Text>
        <Button
          fontSize={1}
          mode="ghost"
          onClick={() => void pages.refetch()}
          padding={2}
          text={t('edit.retry')}
        />
      </Flex>
    )
  }
  return (
    <Stack gap={3}>
      {leads.length === 0 && (
        <Text muted size={1}>
          {t('recent.not-kept')}
        </Text>
      )}
      <DeletedList {...props} leads={leads} />
      {pages.hasNextPage && leads.length > 0 && leads.length < count && (
        <Button
          disabled={pages.isFetchingNextPage}
          fontSize={1}
          mode="bleed"
          onClick={() => void pages.fetchNextPage()}
          padding={2}
          text={t('recent.more-leads')}
        />
      )}
    </Stack>
  )
}
