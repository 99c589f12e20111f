/** A hue for a site that stays the same, so that editors of several sites recognise them. */
function hueOf(key: string): number {
  let hash = 7
  for (const char of key) hash = (hash * 31 + char.charCodeAt(0)) % 360
  return hash
}

/**
 * The icon of a site's workspace: its first letter on a colour of its own. Saturation and lightness
 * are fixed so that the white letter reads in the light and the dark scheme.
 */
export function createSiteIcon(key: string, title: string) {
  const letter = title.trim().charAt(0).toUpperCase() || '·'
  const fill = `hsl(${hueOf(key)} 48% 38%)`
  return function SiteIcon() {
    return (
      <svg viewBox="0 0 25 25" width="1em" height="1em" aria-hidden>
        <rect width="25" height="25" fill={fill} />
        <text
          x="12.5"
          y="17"
          fill="#fff"
          fontSize="13"
          fontWeight="600"
          fontFamily="inherit"
          textAnchor="middle"
        >
          {letter}
        </text>
      </svg>
    )
  }
}
