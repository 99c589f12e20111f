/** A mail as the local mail page lists it. */
interface ListedMail {
  id: string
  to: string[]
  subject: string
}

function isListedMail(value: unknown): value is ListedMail {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'subject' in value &&
    'to' in value &&
    Array.isArray(value.to)
  )
}

async function listMails(mailUrl: string): Promise<ListedMail[]> {
  const answer: unknown = await (await fetch(`${mailUrl}/api/messages`)).json()
  const messages =
    typeof answer === 'object' && answer !== null && 'messages' in answer ? answer.messages : null
  return Array.isArray(messages) ? messages.filter(isListedMail) : []
}

/** The mails to an address that have arrived so far. */
export async function mailsTo(mailUrl: string, to: string): Promise<ListedMail[]> {
  return (await listMails(mailUrl)).filter((mail) => mail.to.includes(to))
}

/** Waits until a mail to an address has arrived, and gives its id. */
export async function waitForMail(mailUrl: string, to: string): Promise<ListedMail> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const found = (await listMails(mailUrl)).find((mail) => mail.to.includes(to))
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('No mail arrived within 30 s.')
}
