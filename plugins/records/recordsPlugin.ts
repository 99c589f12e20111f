import {definePlugin, type DocumentActionComponent} from 'sanity'
import {leadsLocaleBundle} from '../leads/locale/leadsLocale.ts'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {
  useAnswerRequestAction,
  useChangeLeadStatusAction,
  useDeleteLeadAction,
  useOpenInLeadsAction,
} from './recordActions.tsx'
import {RecordInput} from './RecordInput.tsx'
import {RecordLayout} from './RecordLayout.tsx'
import {recordsLocaleBundle} from './recordsLocale.ts'

/** Settings of {@link recordsPlugin}. */
export interface RecordsOptions {
  /** Whether the workspace is that of a site, below `SiteProvider`, where leads can be changed. */
  isSite: boolean
}

function actionsOf(type: string, {isSite}: RecordsOptions): DocumentActionComponent[] {
  if (type === 'privacyRequest') return [useOpenInLeadsAction, useAnswerRequestAction]
  return type === 'lead' && isSite
    ? [useOpenInLeadsAction, useChangeLeadStatusAction, useDeleteLeadAction]
    : [useOpenInLeadsAction]
}

/**
 * Keeps read-only records read-only in the structure: they offer only actions that `core/changes` decides,
 * no field accepts pasted values, and their pane restores and publishes nothing.
 */
export const recordsPlugin = definePlugin<RecordsOptions>((options) => ({
  name: 'sanity-plugin-leads/records',
  i18n: {bundles: [uiLocaleBundle, leadsLocaleBundle, recordsLocaleBundle]},
  document: {
    actions: (actions, {schema, schemaType}) =>
      schema.get(schemaType)?.readOnly === true ? actionsOf(schemaType, options) : actions,
    unstable_fieldActions: (actions, {schema, documentType}) =>
      schema.get(documentType)?.readOnly === true
        ? actions.filter(({name}) => name !== 'pasteField')
        : actions,
    components: {unstable_layout: RecordLayout},
  },
  form: {components: {input: RecordInput}},
}))
