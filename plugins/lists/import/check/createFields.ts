import type {SanityClient} from '@sanity/client'
import {customFieldName, type NewCustomField} from '../../../../core/changes/createCustomField.ts'
import type {CustomFieldRecord} from '../../../../core/documents/site.ts'
import {withField} from '../../../../core/imports/newFields.ts'
import {customFieldId} from '../../../../core/leads/registeredFields.ts'
import {problem} from '../../../../core/problems/problem.ts'
import type {CustomField} from '../../../../core/sanity.types.generated.ts'
import {changeError, ChangeError} from '../../../ui/changeStore.ts'
import {commitCustomField} from '../../../ui/customField/commitCustomField.ts'
import type {WorkspaceSite} from '../../../ui/siteContext.tsx'

/**
 * Creates the custom fields that an import fills. One that somebody else made since the rows were checked is taken
 * as it is, unless it has another type: its values would not be those that the check showed.
 *
 * @param onKnown - gets each field that the site has by then
 * @throws ChangeError when a field cannot be created, or has another type; else the client's error
 */
export async function createFields(
  client: SanityClient,
  site: WorkspaceSite,
  newFields: readonly NewCustomField[],
  onKnown: (field: CustomFieldRecord) => void,
): Promise<void> {
  let current = site
  for (const asked of newFields) {
    const field = await createOrTake(client, current, asked)
    onKnown(field)
    if (field.type !== asked.type) {
      throw changeError(problem('import.field-other-type', {field: field.title ?? asked.title}))
    }
    // The next one counts it.
    current = withField(current, field)
  }
}

async function createOrTake(
  client: SanityClient,
  site: WorkspaceSite,
  asked: NewCustomField,
): Promise<CustomFieldRecord> {
  try {
    return await commitCustomField(client, site, asked)
  } catch (error) {
    if (!(error instanceof ChangeError)) throw error
    const id = customFieldId(site.key, customFieldName(asked.title))
    const taken = await client.getDocument<CustomField>(id, {tag: 'leads.custom-field.read'})
    if (!taken) throw error
    return taken
  }
}
