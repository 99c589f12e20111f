import type {SanityClient} from '@sanity/client'
import {AddIcon} from '@sanity/icons/Add'
import {Box, Button, Flex, Select, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import type {CreatedList} from '../../lists/data/listChanges.ts'
import {ListDialog} from '../../lists/edit/ListDialog.tsx'
import type {BulkFormProps} from './BulkForm.tsx'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {takeFocus} from '../../ui/takeFocus.ts'

const bulkListsQuery = defineQuery(
  '*[_type == "leadList" && site == $site] | order(title asc)[0...500]{_id, title}',
)
const bulkCampaignsQuery = defineQuery(
  '*[_type == "campaign" && site == $site && !(status in ["sent", "cancelled"])] | order(title asc)[0...500]{_id, title}',
)

interface MembershipFormProps extends BulkFormProps {
  client: SanityClient
  kind: 'addToList' | 'removeFromList' | 'addToCampaign'
}

/** Asks for a list or a campaign of the site. */
export function MembershipForm(props: MembershipFormProps) {
  const errorReason = useErrorReason()
  const {client, kind, onChange} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  const [chosen, setChosen] = useState('')
  const isCampaign = kind === 'addToCampaign'
  const mayCreate = useDocumentGrant('create', `${site}.list.new`) !== 'denied'
  const choices = useQuery({
    queryKey: ['leads', 'bulk-choices', site, isCampaign],
    queryFn: ({signal}) =>
      client.fetch<{_id: string; title: string | null}[]>(
        isCampaign ? bulkCampaignsQuery : bulkListsQuery,
        {site},
        {perspective: 'raw', signal, tag: 'leads.bulk.choices'},
      ),
    retry: false,
  })
  if (choices.error) {
    const {reason} = errorReason(choices.error)
    return <Text size={1}>{t('form.failed', {reason})}</Text>
  }
  if (!choices.data) return <Text size={1}>{t('form.loading')}</Text>
  const choose = (value: string, newTitle?: string) => {
    setChosen(value)
    const title = newTitle ?? choices.data.find(({_id}) => _id === value)?.title ?? undefined
    const named = title === undefined ? {} : {title: title.slice(0, 200)}
    if (value === '') onChange(null)
    else if (kind === 'addToCampaign') onChange({kind, campaignId: value, ...named})
    else onChange({kind, listId: value, ...named})
  }
  const added = async ({id: listId, title}: CreatedList) => {
    // The list is offered before it is chosen.
    await choices.refetch()
    choose(listId, title)
  }
  const newList = kind === 'addToList' && mayCreate && <NewListButton onCreated={added} />
  if (choices.data.length === 0) {
    return (
      <Flex align="center" gap={3}>
        <Text size={1}>{t(isCampaign ? 'form.no-campaigns' : 'form.no-lists')}</Text>
        {newList}
      </Flex>
    )
  }
  const select = (
    <Select
      fontSize={1}
      padding={3}
      ref={takeFocus}
      id={id}
      onChange={(event) => choose(event.currentTarget.value)}
      value={chosen}
    >
      <option value="">{t('form.choose')}</option>
      {choices.data.map(({_id, title}) => (
        <option key={_id} value={_id}>
          {title ?? _id}
        </option>
      ))}
    </Select>
  )
  return (
    <LabelledField id={id} label={t(isCampaign ? 'form.campaign' : 'form.list')}>
      <Flex align="center" gap={2}>
        <Box flex={1}>{select}</Box>
        {newList}
      </Flex>
    </LabelledField>
  )
}

/** Makes a new list in a dialog of its own. */
function NewListButton({onCreated}: {onCreated: (list: CreatedList) => Promise<void>}) {
  const {t} = useTranslation(bulkLocaleNamespace)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        fontSize={1}
        icon={AddIcon}
        mode="ghost"
        onClick={() => setOpen(true)}
        padding={3}
        text={t('form.new-list')}
        type="button"
      />
      {isOpen && (
        <ListDialog
          list={null}
          onClose={() => setOpen(false)}
          onCreated={(list) => void onCreated(list)}
        />
      )}
    </>
  )
}
