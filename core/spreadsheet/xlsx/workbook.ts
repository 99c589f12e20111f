import type {ArchiveEntry} from '../archive.ts'
import {SheetError} from '../sheetError.ts'
import {type NumberFormat, numberFormat} from './cellText.ts'
import {readWholeXml} from './readXml.ts'

/** Most characters of texts that a workbook keeps apart from its cells; they are held in memory. */
export const MAX_SHARED_TEXT = 32 * 1024 * 1024

/** Most of these texts, and most elements around them. */
const MAX_SHARED_TEXTS = 5_000_000
const MAX_TEXT_ELEMENTS = 40_000_000

/** Most worksheets: several may be of one part, which is read for each. */
const MAX_WORKSHEETS = 1000

/** A workbook (.xlsx, .xlsm): its worksheets, and what their cells refer to. */
export interface Workbook {
  file: string
  worksheets: Worksheet[]
  /** Formats of cells, by their style. */
  formats: readonly NumberFormat[]
  is1904: boolean
  /** Texts that cells refer to by number; read once, when the first cell needs them. */
  sharedTexts(): Promise<readonly string[]>
}

export interface Worksheet {
  name: string
  isHidden: boolean
  entry: ArchiveEntry
}

/**
 * Reads the parts of a workbook that its worksheets refer to.
 *
 * @param file - for messages
 * @throws SheetError `broken`
 */
export async function openWorkbook(
  entries: readonly ArchiveEntry[],
  file: string,
): Promise<Workbook> {
  const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  const roots = await readRelations(parts, '', file)
  const path = roots.find(({type}) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const book = parts.get(path.toLowerCase())
  if (book === undefined) throw new SheetError('broken', file)
  const relations = await readRelations(parts, path, file)
  const {sheets, is1904} = await readSheets(book, file)
  const partOf = (type: string) => {
    const target = relations.find((relation) => relation.type === type)?.target
    return target === undefined ? undefined : parts.get(target.toLowerCase())
  }
  const styles = partOf('styles')
  const texts = partOf('sharedStrings')
  let sharedTexts: Promise<readonly string[]> | undefined
  return {
    file,
    worksheets: sheets.flatMap(({name, relation, isHidden}) => {
      const found = relations.find(({id, type}) => id === relation && type === 'worksheet')
      const entry = found === undefined ? undefined : parts.get(found.target.toLowerCase())
      return entry === undefined ? [] : [{name, isHidden, entry}]
    }),
    formats: styles === undefined ? [] : await readFormats(styles, file),
    is1904,
    sharedTexts: () =>
      (sharedTexts ??= texts === undefined ? Promise.resolve([]) : readTexts(texts, file)),
  }
}

interface Relation {
  id: string
  /** The last part of the type's address. */
  type: string
  /** Path in the archive. */
  target: string
}

async function readRelations(
  parts: ReadonlyMap<string, ArchiveEntry>,
  path: string,
  file: string,
): Promise<Relation[]> {
  const slash = path.lastIndexOf('/') + 1
  const folder = path.slice(0, slash)
  const entry = parts.get(`${folder}_rels/${path.slice(slash)}.rels`.toLowerCase())
  const relations: Relation[] = []
  if (entry === undefined) return relations
  const open = (name: string, {Id, Type, Target, TargetMode}: Readonly<Record<string, string>>) => {
    if (name !== 'Relationship' || TargetMode === 'External') return
    if (Id === undefined || Type === undefined || Target === undefined) return
    const type = Type.slice(Type.lastIndexOf('/') + 1)
    relations.push({id: Id, type, target: resolvePath(folder, Target)})
  }
  await readWholeXml(entry.stream(), {open}, file)
  return relations
}

function resolvePath(folder: string, target: string): string {
  const path: string[] = []
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') path.pop()
    else if (part !== '' && part !== '.') path.push(part)
  }
  return path.join('/')
}

async function readSheets(
  entry: ArchiveEntry,
  file: string,
): Promise<{sheets: {name: string; relation: string; isHidden: boolean}[]; is1904: boolean}> {
  const sheets: {name: string; relation: string; isHidden: boolean}[] = []
  let is1904 = false
  const open = (name: string, attributes: Readonly<Record<string, string>>) => {
    if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
    if (name !== 'sheet') return
    const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
    if (relation === undefined) return
    const isHidden = (attributes['state'] ?? 'visible') !== 'visible'
    sheets.push({name: attributes['name'] ?? '', relation, isHidden})
    if (sheets.length > MAX_WORKSHEETS) throw new SheetError('tooManyEntries', file)
  }
  await readWholeXml(entry.stream(), {open}, file)
  return {sheets, is1904}
}

async function readFormats(entry: ArchiveEntry, file: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let isCell = false
  await readWholeXml(
    entry.stream(),
    {
      open: (name, attributes) => {
        const id = Number(attributes['numFmtId'] ?? 0)
        if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '')
        if (name === 'cellXfs') isCell = true
        if (name === 'xf' && isCell) formats.push(numberFormat(id, codes.get(id)))
      },
      close: (name) => {
        if (name === 'cellXfs') isCell = false
      },
    },
    file,
  )
  return formats
}

async function readTexts(entry: ArchiveEntry, file: string): Promise<string[]> {
  const texts: string[] = []
  let length = 0
  let text = ''
  let isText = false
  let isReading = false
  await readWholeXml(
    entry.stream(),
    {
      open: (name) => {
        if (name === 'si') text = ''
        // How Japanese texts are pronounced is no part of them.
        if (name === 'rPh') isReading = true
        isText = name === 't' && !isReading
      },
      text: (part) => {
        if (!isText) return
        text += part
        length += part.length
        if (length > MAX_SHARED_TEXT) throw new SheetError('tooLarge', file)
      },
      close: (name) => {
        isText = false
        if (name === 'rPh') isReading = false
        if (name !== 'si') return
        texts.push(unescapeText(text))
        if (texts.length > MAX_SHARED_TEXTS) throw new SheetError('tooLarge', file)
      },
    },
    file,
    MAX_TEXT_ELEMENTS,
  )
  return texts
}

/** Characters that XML cannot hold are written as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
