import {personKey} from '../../core/people/keys.ts'
import {normalizeEmail} from '../../core/people/normalizeEmail.ts'
import {sendMail} from '../send-mail/mailTransport.ts'
import type {EmailText} from '../send-mail/emailText.ts'
import type {FunctionServices} from './functionServices.ts'
import {readPerson} from './personDocuments.ts'
import type {ServerSite} from './siteRegistry.ts'

/** A mail to a user of the Studio about work that they asked for. */
export interface Notice {
  to: string
  /** What the notice is about, such as `export.<ulid>`: part of the mail's id. */
  about: string
  text: EmailText
}

/**
 * What sends notices of a site; `null` where mail is not configured. A notice that cannot be sent is lost:
 * the Studio shows the same, so that nothing depends on it. Whoever asks for a notice names its address, so
 * people whom the site must not mail get none.
 */
export function noticeSender(
  {client, env, secrets}: FunctionServices,
  site: ServerSite,
): ((notice: Notice) => Promise<void>) | null {
  const {fromName, fromAddress, replyTo, smtpUrlEnv} = site.mail ?? {}
  const smtpUrl = smtpUrlEnv ? env.named(smtpUrlEnv) : env.smtpUrl
  if (!smtpUrl || !fromAddress) return null
  return async ({to, about, text}) => {
    try {
      const address = normalizeEmail(to)
      const key = address.ok ? personKey(secrets(site, 'person-key'), address.email) : null
      if (key === null) return
      const {suppression} = await readPerson(client, site.key, key, 'leads.notice.standing')
      if (suppression) return
      await sendMail(smtpUrl, {
        from: {name: fromName ?? site.title ?? '', address: fromAddress},
        replyTo: replyTo ?? undefined,
        to,
        messageId: `<${site.key}.${about}@${fromAddress.split('@').at(-1)}>`,
        unsubscribeUrl: undefined,
        automatic: true,
        ...text,
      })
    } catch {
      // The Studio shows it.
    }
  }
}

/** Address of a page of a site's workspace; `null` where nobody configured the Studio's address. */
export function studioPage(
  {env}: FunctionServices,
  site: ServerSite,
  path: readonly string[],
): string | null {
  const base = env.studioUrl
  return base === undefined
    ? null
    : [base, site.key, ...path.map((part) => encodeURIComponent(part))].join('/')
}
