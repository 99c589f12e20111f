import {Uint8ArrayReader, Uint8ArrayWriter, ZipWriter} from '@zip.js/zip.js/index-native.js'
import {bytesOf} from './streams.ts'

/** A ZIP archive of texts and bytes, by their paths. */
export async function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: {password?: string; level?: number; zip64?: boolean} = {},
): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), {useWebWorkers: false, ...options})
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? bytesOf(content) : content
    await zip.add(path, path.endsWith('/') ? undefined : new Uint8ArrayReader(bytes), {
      directory: path.endsWith('/'),
    })
  }
  return zip.close()
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

export interface WorkbookParts {
  /** What is within `sheetData`, by the names of the worksheets. */
  sheets: Readonly<Record<string, string>>
  /** What is within `sst`. */
  texts?: string
  /** What is within `styleSheet`. */
  styles?: string
  /** Attributes of `workbookPr`. */
  properties?: string
  hidden?: readonly string[]
}

/** A workbook, with the parts and names that Excel gives them. */
export function workbookOf(parts: WorkbookParts): Promise<Uint8Array> {
  return zipOf(workbookFiles(parts))
}

export function workbookFiles(parts: WorkbookParts): Record<string, string> {
  const {sheets, texts, styles, properties = '', hidden = []} = parts
  const names = Object.keys(sheets)
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships ${PACKAGE}><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr ${properties}/><sheets>${names
      .map(
        (name, index) =>
          `<sheet name="${name}" sheetId="${index + 1}" ${hidden.includes(name) ? 'state="hidden" ' : ''}r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${PACKAGE}>${names
      .map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="rId90" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId91" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  }
  for (const [index, name] of names.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet ${MAIN}><sheetData>${sheets[name]}</sheetData></worksheet>`
  }
  if (texts !== undefined) files['xl/sharedStrings.xml'] = `<sst ${MAIN}>${texts}</sst>`
  if (styles !== undefined) files['xl/styles.xml'] = `<styleSheet ${MAIN}>${styles}</styleSheet>`
  return files
}
