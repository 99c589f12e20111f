import {z} from 'zod'

const Listed = z.object({
  messages: z.array(z.object({id: z.string(), to: z.array(z.string()), subject: z.string()})),
})

/** A mail as the local mail page lists it. */
type ListedMail = z.infer<typeof Listed>['messages'][number]

/** The mails to an address that have arrived so far. */
export async function mailsTo(mailUrl: string, to: string): Promise<ListedMail[]> {
  const answer: unknown = await (await fetch(`${mailUrl}/api/messages`)).json()
  return Listed.parse(answer).messages.filter((mail) => mail.to.includes(to))
}

/** Waits until a mail to an address has arrived, and returns it. */
export async function waitForMail(mailUrl: string, to: string): Promise<ListedMail> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const [found] = await mailsTo(mailUrl, to)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('No mail arrived within 30 s.')
}
