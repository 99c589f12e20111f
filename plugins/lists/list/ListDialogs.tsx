import type {SanityClient} from '@sanity/client'
import {GroupExport} from '../../leads/bulk/export/GroupExport.tsx'
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
      return <GroupExport client={client} group={{kind: 'list', id: list._id}} onClose={onClose} />
    default:
      return <DeleteListDialog client={client} list={list} onClose={onClose} />
  }
}
