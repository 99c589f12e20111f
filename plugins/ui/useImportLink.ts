import {useCallback, type MouseEvent} from 'react'
import {useTools, useWorkspace} from 'sanity'
import {useRouter} from 'sanity/router'
import {handOverFiles} from './droppedFiles.ts'
import {followLink} from './followLink.ts'

/** The tool that imports files, and its page. */
const LISTS_TOOL = 'lists'
const IMPORT_PATH = `${LISTS_TOOL}/import`

/** A link to the import of files in this workspace. */
export interface ImportLink {
  href: string
  onClick: (event: MouseEvent) => void
  /** Opens the import with files that were dropped somewhere else. */
  openFiles: (files: readonly File[]) => void
}

/** A link to the import of files; `null` in a workspace without it. */
export function useImportLink(): ImportLink | null {
  const {basePath} = useWorkspace()
  const {navigateUrl} = useRouter()
  const hasTool = useTools().some(({name}) => name === LISTS_TOOL)
  const href = `${basePath === '/' ? '' : basePath}/${IMPORT_PATH}`
  const open = useCallback(() => navigateUrl({path: href}), [href, navigateUrl])
  if (!hasTool) return null
  return {
    href,
    onClick: (event) => followLink(event, open),
    openFiles: (files) => {
      handOverFiles(files)
      open()
    },
  }
}
