import {html, raw} from 'hono/html'
import type {SiteLook} from './siteLook.ts'

/** A stem that bends to the right, with leaflets that shrink towards its tip. */
function frond(): string {
  const parts: string[] = []
  const stem: string[] = []
  for (let step = 0; step < 20; step++) {
    const x = Math.round(95 + step * 5 + step * step * 0.45)
    const y = 385 - step * 18
    stem.push(`${x} ${y}`)
    const bend = (Math.atan((5 + 0.9 * step) / 18) * 180) / Math.PI
    const length = Math.round(Math.max(12, 92 - step * 4.2))
    for (const side of [-1, 1]) {
      const angle = Math.round(bend + side * (64 - step * 0.6))
      parts.push(
        `<ellipse cy="${-length / 2}" rx="${length / 8}" ry="${length / 2}" transform="translate(${x} ${y}) rotate(${angle})"/>`,
      )
    }
  }
  const line = `<polyline points="${stem.join(' ')}" fill="none" stroke="var(--accent)" stroke-width="3"/>`
  return line + parts.join('')
}

/** Ferns in blue and green, round corners, friendly type. */
export const bluefernLook: SiteLook = {
  style: `
:root{--bg:#eaf3f0;--fg:#0f2f33;--muted:#45666a;--card:#ffffff;--line:#c4dbd5;--accent:#0c6b62;
--on-accent:#fff;--display:"Avenir Next","Segoe UI",system-ui,sans-serif;--radius:18px}
@media(prefers-color-scheme:dark){:root{--bg:#0b1d20;--fg:#e2f2ee;--muted:#9dbdb8;--card:#12282b;
--line:#26464a;--accent:#63d1bf;--on-accent:#06231f}}
h1{font-weight:700;letter-spacing:-.025em}
.hero{position:relative}
.points li{background:var(--card);border-radius:var(--radius);padding:1.3rem}
.art svg{fill:var(--accent)}
`,
  headline: 'Grün, das bleibt.',
  introduction:
    'Bluefern plant, pflanzt und pflegt Begrünungen für Büros, Innenhöfe und Dächer in Berlin und Brandenburg.',
  points: [
    {title: 'Büro', text: 'Pflanzen, die auch mit wenig Licht und Heizungsluft zurechtkommen.'},
    {title: 'Innenhof', text: 'Vom Wurzelraum bis zur Bewässerung in einem Plan.'},
    {title: 'Pflege', text: 'Alle zwei Wochen jemand, der die Pflanzen beim Namen kennt.'},
  ],
  newsletterTitle: 'Einmal im Monat Grünes',
  newsletterText: 'Pflegetipps, Referenzen und was gerade blüht.',
  enquiryTitle: 'Was dürfen wir begrünen?',
  enquiryText: 'Beschreiben Sie kurz Ort und Größe. Wir melden uns mit einem Terminvorschlag.',
  art: html`<svg viewBox="0 0 460 400" role="presentation">
    <circle cx="300" cy="150" r="120" opacity=".14" />
    <g opacity=".92">${raw(frond())}</g>
    <g transform="translate(455 60) scale(-.7 .82)" opacity=".35">${raw(frond())}</g>
  </svg>`,
}
