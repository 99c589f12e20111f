import {sendMail} from '../send-mail/mailTransport.ts'
import type {EmailText} from '../send-mail/emailText.ts'
import type {FunctionServices} from './functionServices.ts'
import type {ServerSite} from './siteRegistry.ts'

/** A mail that tells a user of the Studio about work that they asked for. */
export interface Notice {
  to: string
  /** What the notice is about, such as `export.<ulid>`: part of the mail's id. */
  about: string
  text: EmailText
}

/**
 * What sends notices of a site; `null` where mail is not configured. A notice that cannot be sent is lost:
 * the Studio shows the same, so that nothing depends on it.
 */
export function noticeSender(
  {env}: FunctionServices,
  site: ServerSite,
): ((notice: Notice) => Promise<void>) | null {
  const {fromName, fromAddress, replyTo, smtpUrlEnv} = site.mail ?? {}
  const smtpUrl = smtpUrlEnv ? env.named(smtpUrlEnv) : env.smtpUrl
  if (!smtpUrl || !fromAddress) return null
  return async ({to, about, text}) => {
    try {
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
