import {useTranslation} from 'sanity'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import {EngagementBadge} from '../../ui/EngagementBadge.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {TagChip} from '../grid/tagStyles.ts'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import {fieldLabel} from './fieldLabel.ts'
import {FieldList, type Field} from './FieldList.tsx'
import {PanelSection} from './PanelSection.tsx'
import {SafeLink} from './SafeLink.tsx'
import type {LeadDetail} from './useLead.ts'

/** Everything that is known of the person. */
export function DetailsSection(props: {lead: LeadDetail}) {
  const {lead} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const {source} = lead
  const time = (at: string | null) => at && <AbsoluteTime at={at} timeZone={site.timeZone} />
  const field = (key: string, value: Field['value']): Field => ({
    key,
    label: t(`field.${key}`),
    value,
  })

  // A custom field is named as its form names it; one that came by import has only its own name.
  const labels = new Map(
    site.forms
      ?.flatMap((form) => form.fields ?? [])
      .map((each) => [each.leadField ?? each.name, each.label]),
  )

  const fields: Field[] = [
    field(
      'phone',
      lead.phone && <a href={`tel:${lead.phone.replaceAll(/[^+\d]/g, '')}`}>{lead.phone}</a>,
    ),
    field('company', lead.company),
    field('jobTitle', lead.jobTitle),
    field('linkedIn', lead.linkedIn && <SafeLink href={lead.linkedIn} />),
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
    ...(lead.customFields ?? []).map(({_key, name, value}) => ({
      key: `custom-${_key}`,
      label: labels.get(name) ?? fieldLabel(name),
      value,
    })),
    field('source', source?.label),
    field('form', source?.formId),
    field('page', source?.pageUrl && <SafeLink href={source.pageUrl} />),
    field('utm-source', source?.utm?.source),
    field('medium', source?.utm?.medium),
    field('campaign', source?.utm?.campaign),
    field('term', source?.utm?.term),
    field('content', source?.utm?.content),
  ]
  return (
    <PanelSection title={t('section.details')}>
      <FieldList fields={fields} />
    </PanelSection>
  )
}
