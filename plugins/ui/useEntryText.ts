import {useMemo} from 'react'
import {useCurrentLocale, useTranslation} from 'sanity'
import {siteCustomFields} from '../../core/audience/siteFields.ts'
import {formsOf} from '../../core/intake/resolveForm.ts'
import {titleOfCustomField} from '../../core/leads/customFieldTitle.ts'
import {isLeadFieldName} from '../../core/leads/leadFields.ts'
import {translatableEntry, type EntryNames, type ReadEntry} from '../../core/people/entryTexts.ts'
import {leadStatusTitle} from '../../core/people/leadStatus.ts'
import {useSiteContext} from './siteContext.tsx'
import {uiLocaleNamespace} from './uiLocale.ts'

/** Says a timeline entry in the language of the Studio. */
export type SayEntry = (entry: ReadEntry & {summary?: string | null | undefined}) => string

/**
 * @returns what says timeline entries of this site. An entry of an unknown kind, or of an earlier release, has
 *   its stored sentence
 */
export function useEntryText(): SayEntry {
  const {document: site} = useSiteContext()
  const {t} = useTranslation(uiLocaleNamespace)
  const {id: locale} = useCurrentLocale()
  return useMemo(() => {
    const forms = new Map(formsOf(site).map(({id, title}) => [id, title] as const))
    const custom = siteCustomFields(site)
    const list = new Intl.ListFormat(locale)
    const names: EntryNames = {
      status: (value) => leadStatusTitle(site, value),
      form: (id) => forms.get(id),
      field: (name) =>
        isLeadFieldName(name) ? t(`entry.field.${name}`) : `“${titleOfCustomField(name, custom)}”`,
      list: (items) => list.format(items),
    }
    return (entry) => {
      const text = translatableEntry(entry, names)
      return text ? t(text.key, text.values) : (entry.summary ?? '')
    }
  }, [site, t, locale])
}
