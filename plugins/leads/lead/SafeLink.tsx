/** Protocols that a link from a form or an import may have; `javascript:` is not among them. */
const ALLOWED = ['http:', 'https:']

/** Text that may be an address somebody sent: a link when it is one to the web, else just text. */
export function SafeLink(props: {href: string}) {
  const {href} = props
  const url = URL.canParse(href) ? new URL(href) : null
  if (!url || !ALLOWED.includes(url.protocol)) return href
  return (
    <a href={url.href} rel="noopener noreferrer" target="_blank">
      {href.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </a>
  )
}
