import {readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const FAMILY_OF_PACKAGE = "'Inter Variable'"
/** What the Studio's style sheets call the font. */
const FAMILY_OF_STUDIO = 'Inter'

/** The Studio's typeface from the installed package, since without network it cannot be fetched. */
export interface InterFont {
  /** Directory of the font files. */
  files: string
  /** Style sheet that names them under a path. */
  css: string
}

/**
 * @param path - where the font files will be served, without a slash at the end
 * @throws Error when the package is not installed
 */
export async function interFont(path: string): Promise<InterFont> {
  const entry = import.meta.resolve('@fontsource-variable/inter/index.css')
  const stylesheet = fileURLToPath(entry)
  const css = await readFile(stylesheet, 'utf8')
  return {
    files: join(dirname(stylesheet), 'files'),
    css: css.replaceAll(FAMILY_OF_PACKAGE, FAMILY_OF_STUDIO).replaceAll('./files/', `${path}/`),
  }
}
