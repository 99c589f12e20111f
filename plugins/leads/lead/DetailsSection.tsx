import {useTranslation} from 'sanity'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import {EngagementBadge} from '../../ui/EngagementBadge.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {TagChip} from '../../ui/tagStyles.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadEdits} from '../edits/useLeadEdits.ts'
import {OwnersContext, useOwners, ownerName} from '../edits/fields/ownersContext.ts'
import {panelFields, type PanelField} from '../edits/fields/panelFields.ts'
import {FieldList, type Field} from './FieldList.tsx'
import {PanelSection} from './PanelSection.tsx'
import {SafeLink} from './SafeLink.tsx'
import type {LeadDetail} from '../data/useLead.ts'
import {use, type ReactNode} from 'react'
import {parseBooleanWord} from '../../../core/audience/comparisons/valueComparisons.ts'
import type {EditedLead} from '../../../core/changes/leadEdit.ts'
import {UserName} from '../../ui/users/UserName.tsx'
import {EditableValue} from '../edits/fields/EditableValue.tsx'
import type {FieldEditing} from '../edits/fields/useFieldEdit.ts'

interface DetailsSectionProps {
  lead: LeadDetail
  /** `null` for users who may only read. */
  edits: LeadEdits | null
}

function useSystemFields(lead: LeadDetail): Field[] {
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
  const system = useSystemFields(lead)
  return <FieldList fields={[...edited, ...system]} />
}

/** The lead's fields: first the editable ones, then those that the system writes. */
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

function useAnswers(): (field: PanelField, value: string) => string | null {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (field, value) => {
    const answer = field.type === 'boolean' ? parseBooleanWord(value) : null
    return answer === null ? null : t(answer ? 'edit-field.yes' : 'edit-field.no')
  }
}

/** Draws the value of a non-empty field. */
function useDrawField(): (field: PanelField, value: string) => ReactNode {
  const answerOf = useAnswers()
  return (field, value) => {
    if (field.type === 'phone') {
      return <a href={`tel:${value.replaceAll(/[^+\d]/gu, '')}`}>{value}</a>
    }
    if (field.type === 'linkedIn') return <SafeLink href={value} />
    if (field.type === 'user') return <UserName id={value} />
    return answerOf(field, value) ?? value
  }
}

/** Labels fields. */
function useFieldLabels(): (field: PanelField) => string {
  const {t} = useTranslation(leadsLocaleNamespace)
  return ({label}) => ('key' in label ? t(label.key) : label.text)
}

/**
 * The editable fields, each with its value and a button to edit it.
 *
 * @param edits - `null` for users who may only read
 */
function useEditableFields(
  lead: EditedLead,
  fields: readonly PanelField[],
  edits: LeadEdits | null,
): Field[] {
  const owners = use(OwnersContext)
  const answerOf = useAnswers()
  const draw = useDrawField()
  const labelOf = useFieldLabels()
  const editing: FieldEditing | null = edits && {
    lead,
    edits,
    members: owners && new Set(owners.map(({id}) => id)),
    shown: (field, value) =>
      field.type === 'user' ? ownerName(owners, value) : (answerOf(field, value) ?? value),
  }
  return fields.map((field): Field => {
    const label = labelOf(field)
    const {key, value} = field
    if (!editing) return {key, label, value: value === '' ? null : draw(field, value)}
    const editor = <EditableValue draw={draw} editing={editing} field={field} label={label} />
    return {key, label, value: editor, isBlock: true}
  })
}
