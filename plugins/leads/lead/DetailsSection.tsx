import {useTranslation} from 'sanity'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import {EngagementBadge} from '../../ui/EngagementBadge.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {TagChip} from '../../ui/tagStyles.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {useEditableFields} from './EditableFields.tsx'
import type {LeadEdits} from '../edits/useLeadEdits.ts'
import {OwnersContext, useOwners} from '../edits/fields/ownersContext.ts'
import {panelFields} from '../edits/fields/panelFields.ts'
import {FieldList, type Field} from './FieldList.tsx'
import {PanelSection} from './PanelSection.tsx'
import {SafeLink} from './SafeLink.tsx'
import type {LeadDetail} from '../data/useLead.ts'

/** What a {@link DetailsSection} needs. */
export interface DetailsSectionProps {
  lead: LeadDetail
  /** `null` for who may only read. */
  edits: LeadEdits | null
}

function useNotedFields(lead: LeadDetail): Field[] {
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const {source} = lead
  const time = (at: string | undefined) => at && <AbsoluteTime at={at} timeZone={site.timeZone} />
  const field = (key: string, value: Field['value']): Field => ({
    key,
    label: t(`field.${key}`),
    value,
  })
  return [
    field('engagement', lead.engagement && <EngagementBadge engagement={lead.engagement} />),
    field('subscription', lead.subscription && t(`subscription.${lead.subscription}`)),
    field(
      'tags',
      lead.tags?.length
        ? lead.tags.map((tag) => (
            <TagChip key={tag} style={{maxWidth: '100%'}}>
              {tag}
            </TagChip>
          ))
        : null,
    ),
    field('score', lead.score),
    field('lastContactAt', time(lead.lastContactAt)),
    field('lastActivityAt', time(lead.lastActivityAt)),
    field('createdAt', time(lead.createdAt)),
    field('source', source?.label),
    field('form', source?.formId),
    field('page', source?.pageUrl && <SafeLink href={source.pageUrl} />),
    field('utm-source', source?.utm?.source),
    field('medium', source?.utm?.medium),
    field('campaign', source?.utm?.campaign),
    field('term', source?.utm?.term),
    field('content', source?.utm?.content),
  ]
}

function Details(props: DetailsSectionProps) {
  const {lead, edits} = props
  const {document: site} = useSiteContext()
  const edited = useEditableFields(lead, panelFields(lead, site), edits)
  const noted = useNotedFields(lead)
  return <FieldList fields={[...edited, ...noted]} />
}

/** Everything that is known of the person: first what people edit, then what machines note. */
export function DetailsSection(props: DetailsSectionProps) {
  const {site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const owners = useOwners(site)
  return (
    <PanelSection title={t('section.details')}>
      <OwnersContext value={owners}>
        <Details {...props} />
      </OwnersContext>
    </PanelSection>
  )
}
