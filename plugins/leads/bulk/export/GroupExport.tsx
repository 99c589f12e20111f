import type {SanityClient} from '@sanity/client'
import {useMemo} from 'react'
import {audienceOfGroup, type LeadGroup} from '../../../../core/audience/combineAudiences.ts'
import {ALL_LEADS, type LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {DEFAULT_COLUMNS} from '../../columns/layout.ts'
import {ExportDialog} from './ExportDialog.tsx'

/** Exports the leads of a segment or list, outside of the grid. */
export function GroupExport(props: {
  client: SanityClient
  group: Pick<LeadGroup, 'kind' | 'id'>
  onClose: () => void
}) {
  const {client, onClose} = props
  const {kind, id} = props.group
  const selection = useMemo((): LeadSelection => {
    const audience = audienceOfGroup({kind, id})
    return {kind: 'matching', view: {...ALL_LEADS, audience}, excluded: []}
  }, [id, kind])
  return (
    <ExportDialog client={client} onClose={onClose} selection={selection} shown={DEFAULT_COLUMNS} />
  )
}
