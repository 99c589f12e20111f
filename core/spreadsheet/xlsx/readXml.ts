import {SaxesParser} from 'saxes'
import {SheetError} from '../sheetError.ts'

/** What happens while XML is read. Names are without prefixes. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Reads XML while it arrives, and yields after each part. Entities of a document's own are not expanded.
 *
 * @param file - for messages
 * @throws SheetError `broken` if it is not well-formed
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  file: string,
): AsyncGenerator<void> {
  const parser = new SaxesParser<{xmlns: false; position: false}>({xmlns: false, position: false})
  parser.on('opentag', (tag) => handlers.open(localName(tag.name), tag.attributes))
  parser.on('closetag', (tag) => handlers.close?.(localName(tag.name)))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  const decoder = new TextDecoder()
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.decode(chunk, {stream: true}))
      yield
    }
    parser.close()
    yield
  } catch (error) {
    throw error instanceof SheetError ? error : new SheetError('broken', file, {cause: error})
  }
}

/** Reads a whole XML document. */
export async function readWholeXml(
  bytes: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  file: string,
): Promise<void> {
  const parts = readXml(bytes, handlers, file)
  while ((await parts.next()).done !== true);
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
