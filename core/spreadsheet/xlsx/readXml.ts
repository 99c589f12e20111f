import {SaxesParser} from 'saxes'
import {SheetError} from '../sheetError.ts'

/** What happens while XML is read. Names are without prefixes. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Deepest nesting of elements: each open one is held in memory, and workbooks have about ten. */
const MAX_DEPTH = 100

/** Most bytes without an element or the end of a text, which are held in memory: a cell has 32,767 characters. */
const MAX_PIECE = 16 * 1024 * 1024

/** Most elements of a document that is read as a whole. Excel has at most 65,490 formats of cells. */
const MAX_ELEMENTS = 1_000_000

/**
 * Reads XML while it arrives, and yields after each part. Entities of a document's own are not expanded.
 *
 * @param file - for messages
 * @throws SheetError `broken` if it is not well-formed, `bomb` if it only fills the memory
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  file: string,
): AsyncGenerator<void> {
  const parser = new SaxesParser<{xmlns: false; position: false}>({xmlns: false, position: false})
  let depth = 0
  let piece = 0
  const bomb = () => new SheetError('bomb', file)
  const takeText = (text: string) => {
    piece = 0
    handlers.text?.(text)
  }
  parser.on('opentag', (tag) => {
    piece = 0
    depth += 1
    if (depth > MAX_DEPTH) throw bomb()
    handlers.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    piece = 0
    depth -= 1
    handlers.close?.(localName(tag.name))
  })
  parser.on('text', takeText)
  parser.on('cdata', takeText)
  const decoder = new TextDecoder()
  try {
    for await (const chunk of bytes) {
      piece += chunk.length
      parser.write(decoder.decode(chunk, {stream: true}))
      if (piece > MAX_PIECE) throw bomb()
      yield
    }
    parser.close()
    yield
  } catch (error) {
    throw error instanceof SheetError ? error : new SheetError('broken', file, {cause: error})
  }
}

/**
 * Reads a whole XML document.
 *
 * @param maxElements - most elements that it may have
 * @throws SheetError as {@link readXml} does; `tooLarge` for more elements
 */
export async function readWholeXml(
  bytes: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  file: string,
  maxElements = MAX_ELEMENTS,
): Promise<void> {
  let elements = 0
  const open: XmlHandlers['open'] = (name, attributes) => {
    elements += 1
    if (elements > maxElements) throw new SheetError('tooLarge', file)
    handlers.open(name, attributes)
  }
  const parts = readXml(bytes, {...handlers, open}, file)
  while ((await parts.next()).done !== true);
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
