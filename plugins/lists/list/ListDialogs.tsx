import type {SanityClient} from '@sanity/client'
import {useMemo} from 'react'
import {audienceOfGroup} from '../../../core/audience/combineAudiences.ts'
import {ALL_LEADS, type LeadSelection} from '../../../core/audience/leadSelection.ts'
import {ExportDialog} from '../../leads/bulk/export/ExportDialog.tsx'
import {DEFAULT_COLUMNS} from '../../leads/columns/layout.ts'
import type {ListEntry} from '../data/listsData.ts'
import {DeleteListDialog} from '../delete/DeleteListDialog.tsx'
import {ListDialog} from '../edit/ListDialog.tsx'
import {ListInCampaign} from './ListInCampaign.tsx'

/** What can be done with a list in a dialog. */
export type ListDialogKind = 'rename' | 'campaign' | 'export' | 'delete'

/** The dialog that is open. */
export type OpenDialog = {kind: 'create'} | {kind: ListDialogKind; list: ListEntry}

/** The dialog of an action on a list. */
export function ListDialogs(props: {
  client: SanityClient
  dialog: OpenDialog
  onClose: () => void
}) {
  const {client, dialog, onClose} = props
  if (dialog.kind === 'create') return <ListDialog list={null} onClose={onClose} />
  const {list} = dialog
  switch (dialog.kind) {
    case 'rename':
      return <ListDialog list={list} onClose={onClose} />
    case 'campaign':
      return <ListInCampaign list={list} onClose={onClose} />
    case 'export':
      return <ListExport client={client} listId={list._id} onClose={onClose} />
    default:
      return <DeleteListDialog client={client} list={list} onClose={onClose} />
  }
}

/** Exports the leads of a list. */
function ListExport(props: {client: SanityClient; listId: string; onClose: () => void}) {
  const {client, listId, onClose} = props
  const selection = useMemo((): LeadSelection => {
    const audience = audienceOfGroup({kind: 'list', id: listId})
    return {kind: 'matching', view: {...ALL_LEADS, audience}, excluded: []}
  }, [listId])
  return (
    <ExportDialog client={client} onClose={onClose} selection={selection} shown={DEFAULT_COLUMNS} />
  )
}
