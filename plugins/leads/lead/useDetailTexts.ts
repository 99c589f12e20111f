import {useTranslation} from 'sanity'
import {siteCustomFields} from '../../../core/audience/siteFields.ts'
import {titleOfCustomField} from '../../../core/leads/customFieldTitle.ts'
import {isLeadFieldName} from '../../../core/leads/leadFields.ts'
import {isLeadStatus, leadStatusTitle} from '../../../core/people/leadStatus.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

/** Details that are no field of a lead, with the key of what each is called. */
const LABELS: Readonly<Record<string, string>> = {
  consent: 'consent.version',
  form: 'field.form',
  method: 'timeline.detail-method',
  page: 'field.page',
  reason: 'timeline.detail-reason',
  spam: 'timeline.detail-spam',
  suppression: 'timeline.detail-suppression',
  text: 'consent.text-id',
  version: 'consent.text-version',
  why: 'timeline.detail-reason',
}

/** Says the details of timeline entries. */
export interface DetailTexts {
  /** What a detail or a field is called. */
  label: (name: string) => string
  /** A value; itself where there are no words for it. */
  value: (name: string, value: string) => string
}

/** @returns what says details in the language of the Studio */
export function useDetailTexts(): DetailTexts {
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  return {
    label: (name) => {
      const key = isLeadFieldName(name) ? `field.${name}` : LABELS[name]
      return key ? t(key) : titleOfCustomField(name, siteCustomFields(site))
    },
    value: (name, value) => {
      const worded = (key: string) => t(key, {defaultValue: value})
      switch (name) {
        case 'consent':
          return worded(`timeline.consent-${value}`)
        case 'method':
          return worded(`consent.method-${value}`)
        case 'spam':
          return worded(`timeline.spam-${value}`)
        case 'suppression':
          return worded(`consent.suppression-${value}`)
        case 'subscription':
          return worded(`subscription.${value}`)
        case 'status':
          // Of the lead, or of the subscription where the entry is about consent.
          return isLeadStatus(site, value)
            ? leadStatusTitle(site, value)
            : worded(`subscription.${value}`)
        default:
          return value
      }
    },
  }
}
