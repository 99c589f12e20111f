import type {SanityClient} from '@sanity/client'
import {Box, Card} from '@sanity/ui'
import {useEffect, useRef} from 'react'
import {useTranslation} from 'sanity'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {ReadError} from '../../ui/ReadError.tsx'
import {SideFrame} from '../../ui/sidePanelStyles.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import type {LeadEdits} from '../edits/useLeadEdits.ts'
import {useStatusChange} from '../edits/useStatusChange.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {ConsentSection} from './ConsentSection.tsx'
import {DetailsSection} from './DetailsSection.tsx'
import {LeadIdentity} from './LeadIdentity.tsx'
import {NoteForm} from './NoteForm.tsx'
import {PanelHeader, type PanelHeaderProps} from './PanelHeader.tsx'
import {TimelineSection} from './TimelineSection.tsx'
import {useLead, type LeadDetail} from '../data/useLead.ts'

interface LeadPanelProps extends PanelHeaderProps {
  client: SanityClient
  leadId: string
  edits: LeadEdits
  /** Number of times the panel was opened by key: each moves the focus into it; 0 leaves the focus. */
  takesFocus: number
  /** Reads the lead again after something was written. */
  onRefresh: (id: string) => Promise<void>
}

function LoadedLead(props: LeadPanelProps & {lead: LeadDetail}) {
  const {client, lead, edits, takesFocus, onRefresh} = props
  const changeStatus = useStatusChange(edits)
  const pendingStatus = edits.pending.get(lead._id)?.['status']
  const heading = useRef<HTMLHeadingElement>(null)
  const isReadOnly = useDocumentGrant('update', lead._id) === 'denied'
  useEffect(() => {
    if (takesFocus > 0) heading.current?.focus()
  }, [takesFocus])
  return (
    <>
      <LeadIdentity
        headingRef={heading}
        isReadOnly={isReadOnly}
        lead={lead}
        onChangeStatus={(to) => void changeStatus(lead, to)}
        status={typeof pendingStatus === 'string' ? pendingStatus : lead.status}
      />
      {!isReadOnly && (
        <NoteForm client={client} lead={lead} onAdded={() => void onRefresh(lead._id)} />
      )}
      <DetailsSection edits={isReadOnly ? null : edits} lead={lead} />
      <ConsentSection client={client} lead={lead} onRefresh={onRefresh} />
      <TimelineSection client={client} lead={lead} />
    </>
  )
}

function PanelBody(props: LeadPanelProps) {
  const {client, leadId} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const lead = useLead(client, site, leadId)
  if (lead.data) return <LoadedLead {...props} key={leadId} lead={lead.data} />
  if (lead.isPending) return <LoadingState label={t('panel.loading')} />
  if (!lead.isError) {
    return (
      <ErrorState
        reason={t('panel.unknown-reason')}
        title={t('panel.unknown-title')}
        tone="caution"
      />
    )
  }
  return (
    <ReadError
      deniedTitle={t('panel.denied-title')}
      error={lead.error}
      onRetry={() => void lead.refetch()}
      title={t('panel.load-failed')}
    />
  )
}

/** One lead beside the grid. Not a dialog, because the grid stays usable. */
export function LeadPanel(props: LeadPanelProps) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <SideFrame $width={420} aria-label={t('panel.label')}>
      <Card borderBottom>
        <PanelHeader
          leadId={props.leadId}
          next={props.next}
          onClose={props.onClose}
          onOpen={props.onOpen}
          previous={props.previous}
        />
      </Card>
      <Box flex={1} overflow="auto" style={{minHeight: 0, position: 'relative'}}>
        <PanelBody {...props} />
      </Box>
    </SideFrame>
  )
}
