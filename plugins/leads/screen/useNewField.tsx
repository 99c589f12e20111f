import type {SanityClient} from '@sanity/client'
import {useState, type ReactNode} from 'react'
import {customFieldId} from '../../../core/leads/registeredFields.ts'
import {NewFieldDialog} from '../../ui/customField/NewFieldDialog.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {toggleColumn} from '../columns/layout.ts'
import {customColumn} from '../../../core/leads/columnId.ts'
import type {GridSettingsState} from '../view/settings/useGridSettings.ts'

/** Creates custom fields; the grid then shows the new one as its last column. */
export function useNewField(
  client: SanityClient,
  settings: GridSettingsState,
): {
  /** `null` for people who may not create one. */
  ask: (() => void) | null
  dialog: ReactNode
} {
  const {site} = useSiteContext()
  const mayCreate = useDocumentGrant('create', customFieldId(site, '-')) !== 'denied'
  const [isAsking, setAsking] = useState(false)
  const {layout, changeSettings} = settings
  return {
    ask: mayCreate ? () => setAsking(true) : null,
    dialog: isAsking && (
      <NewFieldDialog
        client={client}
        onClose={() => setAsking(false)}
        onCreated={({name}) => {
          setAsking(false)
          if (name) changeSettings({layout: toggleColumn(layout, customColumn(name))})
        }}
      />
    ),
  }
}
