import {useStateLink} from 'sanity/router'
import {importWizard} from '../import/wizard.ts'
import {IMPORT_PAGE} from '../listsTool.ts'

/** A link to the import of files; `null` while there is no such page. */
export function useImportLink(): ReturnType<typeof useStateLink> | null {
  const link = useStateLink({state: {page: IMPORT_PAGE}})
  return importWizard.Page === null ? null : link
}
