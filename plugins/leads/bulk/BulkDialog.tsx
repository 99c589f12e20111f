import type {SanityClient} from '@sanity/client'
import {Button, Flex, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import type {LeadSelection} from '../../../core/audience/leadSelection.ts'
import type {BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'
import {fetchReach} from '../../audience/insight/audienceRequests.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {BulkForm, type OfferedAction} from './BulkForm.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import {selectionFilter, MAX_DIRECT} from './selectionFilter.ts'

interface BulkDialogProps {
  client: SanityClient
  kind: OfferedAction
  selection: LeadSelection
  onClose: () => void
  /** `expected` is the number of leads that the dialog showed. */
  onConfirm: (action: BulkAction, expected: number) => void
}

/** Asks for the details of an action, and counts its leads when it opens. */
export function BulkDialog(props: BulkDialogProps) {
  const errorReason = useErrorReason()
  const {client, kind, selection, onClose, onConfirm} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  const [action, setAction] = useState<BulkAction | null>(null)
  const count = useQuery({
    queryKey: ['leads', 'bulk-count', site.key, selection, id],
    queryFn: async ({signal}) => {
      const filter = await selectionFilter(client, site, selection)
      return fetchReach(client, site.key, filter, {tag: 'leads.bulk.count', signal})
    },
    retry: false,
    gcTime: 0,
  })
  const total = count.data?.total ?? 0
  const notMailed = kind === 'addToCampaign' ? (count.data?.notMailed ?? 0) : 0
  const isReady = action !== null && total > 0 && !count.isFetching
  const confirm = () => {
    if (isReady) onConfirm(action, total)
  }
  const counted = total === 0 ? t('dialog.none') : t('dialog.count', {count: total})
  return (
    <DialogFrame
      confirm={{
        isDisabled: !isReady,
        onConfirm: confirm,
        text: t(kind === 'delete' ? 'dialog.delete' : 'dialog.confirm', {count: total}),
        tone: kind === 'delete' ? 'critical' : 'primary',
      }}
      onClose={onClose}
      title={t(`action.${kind}`)}
    >
      <Text aria-live="polite" size={1}>
        {count.isPending && t('dialog.counting')}
        {count.error && t('dialog.count-failed', {reason: errorReason(count.error).reason})}
        {count.data && counted}
      </Text>
      {count.error && (
        <Flex>
          <Button
            mode="ghost"
            onClick={() => void count.refetch()}
            text={t('dialog.recount')}
            type="button"
          />
        </Flex>
      )}
      {notMailed > 0 && <Text size={1}>{t('dialog.not-mailed', {count: notMailed})}</Text>}
      {total > 0 && <BulkForm client={client} count={total} kind={kind} onChange={setAction} />}
      {total > MAX_DIRECT && (
        <Text muted size={1}>
          {t('dialog.as-job')}
        </Text>
      )}
    </DialogFrame>
  )
}
