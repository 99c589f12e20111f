import type {SanityClient} from '@sanity/client'
import {
  createCustomField,
  customFieldName,
  type NewCustomField,
} from '../../../core/changes/createCustomField.ts'
import type {CustomFieldRecord} from '../../../core/documents/site.ts'
import {problem} from '../../../core/problems/problem.ts'
import type {CustomField} from '../../../core/sanity.types.generated.ts'
import {customFieldId} from '../../../core/leads/registeredFields.ts'
import {changeStore, commitOrThrow} from '../changeStore.ts'
import type {WorkspaceSite} from '../siteContext.tsx'

/**
 * Creates a custom field of a site.
 *
 * @returns the field
 * @throws ChangeError when the name is taken or not allowed; else the client's error
 */
export function commitCustomField(
  client: SanityClient,
  site: WorkspaceSite,
  asked: NewCustomField,
): Promise<CustomFieldRecord> {
  const id = customFieldId(site.key, customFieldName(asked.title))
  // Only the document of the same name can be in the way.
  const read = async (): Promise<WorkspaceSite> => {
    const taken = await client.getDocument<CustomField>(id, {tag: 'leads.custom-field.read'})
    return taken ? {...site, customFields: [...site.customFields, taken]} : site
  }
  const store = changeStore(client, 'leads.custom-field.create', read)
  return commitOrThrow(
    store,
    (current) => createCustomField(asked, current),
    {gone: problem('custom-field.site-gone')},
    site,
  )
}
