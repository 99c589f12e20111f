import {mkdir, readFile, readdir, rename, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import PostalMime, {type Address} from 'postal-mime'
import {decodeTime, monotonicFactory} from 'ulid'
import {z} from 'zod'

const ENVELOPE = z.object({from: z.string(), to: z.array(z.string())})

/** A received message. */
export interface Mail {
  /** ULID of its arrival. */
  id: string
  /** ISO 8601, UTC. */
  receivedAt: string
  /** Envelope sender and recipients, as the SMTP session gave them. */
  envelope: {from: string; to: string[]}
  from: string
  to: string[]
  subject: string
  messageId: string
  text: string
  html: string
  headers: {name: string; value: string}[]
  /** Absolute http(s) links in the body, in order of appearance, each once. */
  links: string[]
  attachments: {name: string; type: string; bytes: number}[]
}

/** A message in a list: everything but its bodies and headers. */
export type MailSummary = Pick<
  Mail,
  'id' | 'receivedAt' | 'envelope' | 'from' | 'to' | 'subject' | 'messageId'
>

/** The newest messages, in memory and as files (`<id>.eml` beside `<id>.json` with the envelope). */
export interface Mailbox {
  /** Stores a message; resolves once it is on disk. */
  deliver(raw: Uint8Array, envelope: Mail['envelope']): Promise<Mail>
  /** Newest first. */
  list(): Mail[]
  get(id: string): Mail | undefined
  /** The message's source, or `undefined` when there is no such message. */
  raw(id: string): Promise<Uint8Array | undefined>
  clear(): Promise<void>
  /** Calls back after each delivery and each clearing. */
  onChange(listener: () => void): () => void
}

/**
 * Opens a mailbox and reads its messages. A message whose files a crash left incomplete is deleted.
 *
 * @param directory - of the messages; created when missing
 * @param limit - of the number of messages; older ones are deleted
 */
export async function openMailbox({
  directory,
  limit = 1000,
  now,
}: {
  directory: string
  limit?: number
  now: () => Date
}): Promise<Mailbox> {
  await mkdir(directory, {recursive: true})
  const nextId = monotonicFactory()
  const mails = new Map<string, Mail>()
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  const remove = async (id: string): Promise<void> => {
    mails.delete(id)
    await Promise.all(
      ['eml', 'json'].map((ending) => rm(join(directory, `${id}.${ending}`), {force: true})),
    )
  }

  const stored = (await readdir(directory))
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.slice(0, -'.eml'.length))
    .sort()
  for (const id of stored.slice(-limit)) {
    try {
      mails.set(id, await loadMail(directory, id))
    } catch {
      await remove(id)
    }
  }
  for (const id of stored.slice(0, -limit)) await remove(id)

  return {
    async deliver(raw, envelope) {
      const at = now()
      const id = nextId(at.getTime())
      const mail = await parseMessage(raw, id, at.toISOString(), envelope)
      await writeFile(join(directory, `${id}.json`), JSON.stringify(envelope))
      await writeFile(join(directory, `${id}.part`), raw)
      await rename(join(directory, `${id}.part`), join(directory, `${id}.eml`))
      mails.set(id, mail)
      const oldest = mails.size > limit ? mails.keys().next().value : undefined
      if (oldest) await remove(oldest)
      changed()
      return mail
    },
    list: () => [...mails.values()].reverse(),
    get: (id) => mails.get(id),
    raw: async (id) => (mails.has(id) ? readFile(join(directory, `${id}.eml`)) : undefined),
    async clear() {
      for (const id of mails.keys()) await remove(id)
      changed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

async function loadMail(directory: string, id: string): Promise<Mail> {
  const [raw, envelope] = await Promise.all([
    readFile(join(directory, `${id}.eml`)),
    readFile(join(directory, `${id}.json`), 'utf8'),
  ])
  const receivedAt = new Date(decodeTime(id)).toISOString()
  return parseMessage(raw, id, receivedAt, ENVELOPE.parse(JSON.parse(envelope)))
}

/**
 * Reads a message's source (RFC 5322).
 *
 * @param receivedAt - ISO 8601, UTC
 * @throws Error when the source is no e-mail message at all, or nested beyond reason
 */
async function parseMessage(
  raw: Uint8Array,
  id: string,
  receivedAt: string,
  envelope: Mail['envelope'],
): Promise<Mail> {
  const email = await PostalMime.parse(raw)
  const text = email.text ?? ''
  const html = email.html ?? ''
  return {
    id,
    receivedAt,
    envelope,
    from: email.from ? addressText(email.from) : envelope.from,
    to: email.to ? email.to.map(addressText) : envelope.to,
    subject: email.subject ?? '',
    messageId: email.messageId ?? '',
    text,
    html,
    headers: email.headers.map(({originalKey, value}) => ({name: originalKey, value})),
    links: linksOf(text, html),
    attachments: email.attachments.map(({filename, mimeType, content}) => ({
      name: filename ?? 'unnamed',
      type: mimeType,
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
  }
}

const LINK = /https?:\/\/[^\s<>"')\]]+/g

function addressText(address: Address): string {
  if (address.group) return `${address.name}: ${address.group.map(addressText).join(', ')}`
  return address.name ? `${address.name} <${address.address}>` : address.address
}

function linksOf(text: string, html: string): string[] {
  const fromHtml = [...html.matchAll(/href\s*=\s*["'](https?:[^"']+)["']/gi)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  )
  return [...new Set([...fromHtml, ...(text.match(LINK) ?? [])])]
}
