import {isBlankRow} from '../parseCells.ts'
import {type RowLimits, ROW_LIMITS} from '../rowLimits.ts'
import {limitRow, type SheetRow} from '../rows.ts'
import {SheetError} from '../sheetError.ts'
import {numberText} from './cellText.ts'
import {readXml} from './readXml.ts'
import {unescapeText, type Workbook, type Worksheet} from './workbook.ts'

/**
 * Reads the rows of a worksheet in batches, while it is unpacked. Rows without text are left out.
 *
 * Cells are texts: dates in ISO 8601, numbers as they are stored, `true` and `false`, the last result of a formula,
 * errors such as `#N/A`. A merged cell is the first of its cells; the others are empty.
 *
 * @throws SheetError `broken`, `bomb` or `tooLarge`
 */
export async function* readWorksheet(
  workbook: Workbook,
  worksheet: Worksheet,
  limits: RowLimits = ROW_LIMITS,
): AsyncGenerator<SheetRow[]> {
  const reader = new RowReader(workbook, await workbook.sharedTexts(), limits)
  const parts = readXml(
    worksheet.entry.stream(),
    {
      open: (name, attributes) => reader.open(name, attributes),
      text: (text) => reader.text(text),
      close: (name) => reader.close(name),
    },
    workbook.file,
  )
  for await (const _ of parts) {
    if (reader.rows.length >= limits.batch) yield reader.rows.splice(0)
  }
  if (reader.rows.length > 0) yield reader.rows
}

/** Most characters of a worksheet: cells may refer to one long text a million times. */
const MAX_WORKSHEET_TEXT = 1024 ** 3

class RowReader {
  readonly rows: SheetRow[] = []
  readonly #workbook: Workbook
  readonly #texts: readonly string[]
  readonly #limits: RowLimits
  #length = 0
  #line = 0
  #cells: string[] = []
  #isTooWide = false
  #column = -1
  #type = 'n'
  #style = -1
  #text = ''
  /** Whether text belongs to the cell's value. */
  #isValue = false
  #isReading = false

  constructor(workbook: Workbook, texts: readonly string[], limits: RowLimits) {
    this.#workbook = workbook
    this.#texts = texts
    this.#limits = limits
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.#line = lineOf(attributes['r']) ?? this.#line + 1
        this.#cells = []
        this.#isTooWide = false
        this.#column = -1
        break
      case 'c':
        this.#column = columnOf(attributes['r']) ?? this.#column + 1
        this.#type = attributes['t'] ?? 'n'
        this.#style = Number(attributes['s'] ?? -1)
        this.#text = ''
        break
      case 'rPh':
        this.#isReading = true
        break
      case 'v':
        this.#isValue = this.#type !== 'inlineStr'
        break
      case 't':
        this.#isValue = this.#type === 'inlineStr' && !this.#isReading
        break
    }
  }

  text(text: string): void {
    // What is behind the limit only has to be noticed.
    if (this.#isValue && this.#text.length <= this.#limits.maxCell) this.#text += text
  }

  close(name: string): void {
    this.#isValue = false
    if (name === 'rPh') this.#isReading = false
    if (name === 'c') this.#endCell()
    if (name === 'row') this.#endRow()
  }

  #endCell(): void {
    const text = this.#cellText()
    if (text === '') return
    this.#length += text.length
    if (this.#length > MAX_WORKSHEET_TEXT) throw new SheetError('bomb', this.#workbook.file)
    if (this.#column >= this.#limits.maxColumns) {
      this.#isTooWide = true
      return
    }
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = text
  }

  #endRow(): void {
    const line = this.#line
    const cells = this.#cells
    if (isBlankRow(cells) && !this.#isTooWide) return
    const problem = this.#isTooWide ? ({code: 'tooManyColumns', line} as const) : undefined
    this.rows.push(limitRow({line, cells, problem}, this.#limits))
  }

  #cellText(): string {
    const text = this.#text
    switch (this.#type) {
      case 's':
        return this.#texts[Number(text)] ?? ''
      case 'str':
      case 'inlineStr':
        return unescapeText(text)
      case 'b':
        return text === '1' || text === 'true' ? 'true' : 'false'
      case 'e':
      case 'd':
        return text
      default: {
        const value = Number(text)
        if (text.trim() === '' || !Number.isFinite(value)) return text
        const format = this.#workbook.formats[this.#style] ?? {kind: 'number'}
        return numberText(value, format, this.#workbook.is1904)
      }
    }
  }
}

function lineOf(reference: string | undefined): number | undefined {
  const line = Number(reference)
  return Number.isInteger(line) && line > 0 ? line : undefined
}

/** The column of a reference such as `AB12`, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = (reference.charCodeAt(at) & ~32) - 64
    if (letter < 1 || letter > 26) break
    column = 26 * column + letter
  }
  return column === 0 ? undefined : column - 1
}
