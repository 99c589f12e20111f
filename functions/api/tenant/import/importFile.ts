import {cleanLine} from '../../../../core/people/cleanText.ts'
import {problem} from '../../../../core/problems/problem.ts'
import type {Encoding} from '../../../../core/spreadsheet/encoding.ts'
import {BodyError} from '../../readBody.ts'
import {boundaryOf, readParts, type Part} from './multipart.ts'

/** A file that is arriving, and what is to be done with it. */
export interface ArrivingFile {
  /** JSON; `null` where no options were sent. */
  options: string | null
  /** As the sender calls it; `null` where they do not. */
  name: string | null
  format: 'csv' | 'tsv' | 'ndjson'
  encoding: Encoding | undefined
  bytes: AsyncGenerator<Uint8Array>
  /**
   * Reads what follows the file.
   *
   * @throws BodyError when that is not the end
   */
  end: () => Promise<void>
}

/** Header with the options of a body that is the file itself. */
export const OPTIONS_HEADER = 'Import-Options'

/** Longest options, in bytes. */
const MAX_OPTIONS = 256 * 1024

const FORMATS: Readonly<Record<string, ArrivingFile['format']>> = {
  'text/csv': 'csv',
  'application/csv': 'csv',
  'text/plain': 'csv',
  'application/vnd.ms-excel': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'application/x-jsonlines': 'ndjson',
}

const EXTENSIONS: Readonly<Record<string, ArrivingFile['format']>> = {
  csv: 'csv',
  txt: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
}

const CHARSETS: Readonly<Record<string, Encoding>> = {
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
}

/** The encoding that a content type names. UTF-8 is what many send without looking, so it is detected. */
function encodingOf(contentType: string): Encoding | undefined {
  const charset = /;\s*charset="?(?<name>[\w-]+)/iu.exec(contentType)?.groups?.['name']
  return CHARSETS[charset?.toLowerCase() ?? '']
}

function mediaTypeOf(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/**
 * Finds the file in a body: the body itself, or the field `file` of a form, after its field `options`.
 *
 * @throws BodyError where there is none
 */
export async function openImportFile(
  request: Request,
  bytes: AsyncGenerator<Uint8Array>,
): Promise<ArrivingFile> {
  const contentType = request.headers.get('content-type') ?? ''
  const mediaType = mediaTypeOf(contentType)
  if (mediaType === 'multipart/form-data') return openForm(bytes, contentType)
  const format = FORMATS[mediaType]
  if (!format) throw new BodyError(415, problem('import-request.type'))
  const options = request.headers.get(OPTIONS_HEADER)
  return {
    options: options === null ? null : utf8OfHeader(options),
    name: null,
    format,
    encoding: encodingOf(contentType),
    bytes,
    end: async () => undefined,
  }
}

/** Servers read headers as Latin-1; senders write UTF-8 into them. */
function utf8OfHeader(text: string): string {
  const codes = Array.from(text, (character) => character.charCodeAt(0))
  if (codes.some((code) => code > 255)) return text
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(Uint8Array.from(codes))
  } catch {
    return text
  }
}

async function openForm(
  bytes: AsyncGenerator<Uint8Array>,
  contentType: string,
): Promise<ArrivingFile> {
  const boundary = boundaryOf(contentType)
  if (boundary === null) {
    throw new BodyError(400, problem('body.boundary'))
  }
  const parts = readParts(bytes, boundary)
  let options: string | null = null
  for (;;) {
    const {done, value: part} = await parts.next()
    if (done) throw new BodyError(422, problem('import-request.file-missing'), 'file')
    if (part.name === 'options') options = await textOf(part)
    else if (part.name === 'file') return fileOf(part, options, parts)
    else throw new BodyError(422, problem('import-request.fields'), part.name)
  }
}

async function textOf(part: Part): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const some of part.bytes) {
    size += some.length
    if (size > MAX_OPTIONS) {
      const why = problem('import-request.options-too-large', {limit: MAX_OPTIONS})
      throw new BodyError(422, why, 'options')
    }
    text += decoder.decode(some, {stream: true})
  }
  return text + decoder.decode()
}

function fileOf(
  {fileName, type, bytes}: Part,
  options: string | null,
  parts: AsyncGenerator<Part>,
): ArrivingFile {
  const name = cleanLine((fileName ?? '').split(/[/\\]/u).at(-1) ?? '', 300)
  const extension = /\.(?<end>\w{1,6})$/u.exec(name)?.groups?.['end']?.toLowerCase() ?? ''
  const format = EXTENSIONS[extension] ?? FORMATS[mediaTypeOf(type)]
  if (!format) {
    throw new BodyError(422, problem('import-file.format'), 'file')
  }
  return {
    options,
    name: name === '' ? null : name,
    format,
    encoding: encodingOf(type),
    bytes,
    async end() {
      const {done, value: part} = await parts.next()
      if (done) return
      const code =
        part.name === 'options' ? 'import-request.options-first' : 'import-request.after-file'
      throw new BodyError(422, problem(code), part.name)
    },
  }
}
