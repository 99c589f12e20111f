import type {SanityClient} from '@sanity/client'
import {commitMutations, committer} from '../../../../core/changes/commitDecision.ts'
import type {Unstored} from '../../../../core/documents/stored.ts'
import type {LeadImport} from '../../../../core/sanity.types.generated.ts'

const tag = 'leads.import.create'

/**
 * Creates the document of an import. An attempt whose answer was lost may have created it: where it is
 * there, its import is under way, and nothing is asked for twice.
 *
 * @returns its id
 * @throws the client's error
 */
export async function createImport(
  client: SanityClient,
  document: Unstored<LeadImport>,
): Promise<string> {
  const transaction = await commitMutations(committer(client, tag, 'sync'), [{create: document}])
  if (transaction.kind === 'conflict') {
    const known = await client.getDocument<LeadImport>(document._id, {tag})
    if (known?.createdBy !== document.createdBy) throw transaction.error
  }
  return document._id
}
