/** Protocols of links from forms and imports; never `javascript:`. */
const ALLOWED = ['http:', 'https:']

/** Text from a form or an import: a link if it is a web address, else plain text. */
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
