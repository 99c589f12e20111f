import {useStateLink} from 'sanity/router'
import {IMPORT_PAGE} from '../listsTool.ts'

/** A link to the import of files. */
export function useImportLink(): ReturnType<typeof useStateLink> {
  return useStateLink({state: {page: IMPORT_PAGE}})
}
